package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Engine;

/** The contract is kept by a right engine, and bites each wrong one. */
class EngineContractTest {

  private static Engine right() {
    return CheckedEngine.of(new SoftmaxEngine(0.3));
  }

  private static Stream<Promise> promises(Supplier<Engine> engines) {
    var tree = SoftmaxEngine.network(Specimen.IMAGE, Specimen.CLASSES).layer();
    var specimen = new Specimen(engines, Specimen.drawn(tree, 1), Set.of("fc"), () -> 0, true, 1);
    return EngineContract.promises(specimen);
  }

  @TestFactory
  Stream<DynamicTest> aRightEngineKeepsEveryPromise() {
    return promises(EngineContractTest::right)
        .map(promise -> DynamicTest.dynamicTest(promise.name(), promise.check()));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void eachFaultIsCaughtByThePromiseItBreaks(Fault fault) {
    assertThat(broken(fault)).containsKey(fault.promise);
  }

  /** The promises that an engine with this fault breaks, and how. */
  private static Map<String, Throwable> broken(Fault fault) {
    Map<String, Throwable> broken = new LinkedHashMap<>();
    promises(() -> new Broken(right(), fault))
        .filter(promise -> promise.name().equals(fault.promise))
        .forEach(
            promise -> {
              try {
                promise.check().execute();
              } catch (Throwable caught) {
                broken.put(promise.name(), caught);
              }
            });
    return broken;
  }

  @Test
  void noTwoPromisesShareAName() {
    assertThat(promises(EngineContractTest::right).map(Promise::name)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Fault.values()).map(fault -> fault.promise)).doesNotHaveDuplicates();
  }
}
