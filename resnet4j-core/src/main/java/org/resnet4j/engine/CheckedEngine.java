package org.resnet4j.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;

/**
 * An engine that keeps the part of the seam's contract that does not depend on how one computes: it
 * checks every argument, refuses what is closed, closes what it made, and lets one thread at a time
 * into a training step. So an engine need only compute, and the same mistake is the same sentence
 * on each. A provider hands its engines out checked.
 */
public final class CheckedEngine implements Engine {
  private final String name;
  private final String description;
  private final String arithmetic;
  private final Precision precision;
  private final List<String> warnings;
  private final Lifetime<Engine> lifetime;
  private final Map<Object, Lifetime<?>> open = new ConcurrentHashMap<>();

  private CheckedEngine(Engine engine) {
    name = engine.name();
    description = engine.description();
    arithmetic = engine.arithmetic();
    precision = engine.precision();
    warnings = List.copyOf(engine.warnings());
    lifetime = Lifetime.shared("engine", engine, Engine::close);
  }

  /**
   * This engine with its checks; itself if it has them.
   *
   * @param engine an engine that need not check anything; it is closed with the one returned
   * @return an engine that keeps the contract
   */
  public static Engine of(Engine engine) {
    return engine instanceof CheckedEngine ? engine : new CheckedEngine(engine);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String arithmetic() {
    return arithmetic;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    Objects.requireNonNull(layer, "layer");
    return lifetime.use(engine -> engine.refusal(layer));
  }

  @Override
  public Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(input, "input");
    Require.atLeast(1, "batch", batch);
    return lifetime.use(
        engine -> {
          new NetworkInput(layer).classes(input);
          return engine.plan(layer, input, batch, training);
        });
  }

  @Override
  public Optional<Predictor.Memory> memory(Layer layer, Shape input, int batch) {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(input, "input");
    Require.atLeast(1, "batch", batch);
    return lifetime.use(
        engine -> {
          new NetworkInput(layer).output(input);
          return engine.memory(layer, input, batch);
        });
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(options, "options");
    return make(
        network,
        engine -> {
          var checks = new TrainingChecks(network, options);
          var step = engine.training(network, options);
          return new CheckedTraining(
              checks,
              owned(step, Lifetime.exclusive("training step", step, s -> free(s, s::close))));
        });
  }

  @Override
  public Predictor prediction(Network network) {
    Objects.requireNonNull(network, "network");
    return make(
        network,
        engine -> {
          var expected = new NetworkInput(network.layer());
          return new CheckedPredictor(expected, owned(engine.prediction(network)));
        });
  }

  @Override
  public Predictor prediction(Network network, Shape input, int batch) {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(input, "input");
    Require.atLeast(1, "batch", batch);
    return make(
        network,
        engine -> {
          var expected = new NetworkInput(network.layer());
          expected.output(input);
          return new CheckedPredictor(
              expected.upTo(input, batch), owned(engine.prediction(network, input, batch)));
        });
  }

  private Lifetime<Predictor> owned(Predictor predictor) {
    return owned(predictor, Lifetime.shared("predictor", predictor, p -> free(p, p::close)));
  }

  /** What is made uses the engine until it is freed. */
  private <T> T make(Network network, Function<Engine, T> maker) {
    var engine = lifetime.enter();
    try {
      engine
          .refusal(network.layer())
          .ifPresent(
              refusal -> {
                throw new EngineException("engine " + name + ": " + refusal);
              });
      return maker.apply(engine);
    } catch (OutOfMemoryError e) {
      lifetime.leave();
      throw EngineException.of(e);
    } catch (RuntimeException | Error e) {
      lifetime.leave();
      throw e;
    }
  }

  private <T> Lifetime<T> owned(T resource, Lifetime<T> itsLifetime) {
    open.put(resource, itsLifetime);
    if (lifetime.closed()) { // meanwhile, by another thread
      itsLifetime.close();
    }
    return itsLifetime;
  }

  private void free(Object resource, Runnable close) {
    try {
      close.run();
    } finally {
      open.remove(resource);
      lifetime.leave();
    }
  }

  @Override
  public void close() {
    lifetime.close();
    open.values().forEach(Lifetime::close);
  }
}
