package org.resnet4j.engine.contract;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.resnet4j.engine.Engine;

/**
 * What every engine promises, whatever it computes with: see the contract of {@link Engine}. A
 * module with an engine extends this class; that is all it has to do.
 */
public abstract class EngineContract {

  /** Opens the engine. */
  protected abstract Engine open();

  /** How many objects outside the Java heap are alive; 0 for an engine that has none. */
  protected long nativeObjects() {
    return 0;
  }

  /** Whether it trains; what is promised of training is not asked of an engine that does not. */
  protected boolean trains() {
    return true;
  }

  /**
   * How many times as far apart as in fp32 numbers may be that are the same but for rounding, such
   * as the logits of an image alone and in a batch.
   */
  protected double tolerance() {
    return 1;
  }

  @TestFactory
  Stream<DynamicTest> everyPromiseIsKept() {
    return promises(Specimen.residual(this::open, this::nativeObjects, trains(), tolerance()))
        .map(promise -> DynamicTest.dynamicTest(promise.name(), promise.check()));
  }

  /** All promises, checked with this specimen. */
  static Stream<Promise> promises(Specimen specimen) {
    var training =
        specimen.trains()
            ? Stream.of(
                    new TrainingPromises(specimen).all(),
                    new StatePromises(specimen).all(),
                    new ParallelPromises(specimen).all())
                .flatMap(promises -> promises)
            : Stream.<Promise>of();
    return Stream.of(
            new ArgumentPromises(specimen).all(),
            new PredictionPromises(specimen).all(),
            training,
            new LifecyclePromises(specimen).all(),
            new ThreadPromises(specimen).all(),
            new MemoryPromises(specimen).all())
        .flatMap(promises -> promises);
  }
}
