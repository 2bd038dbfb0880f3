package org.resnet4j.lab.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

final class ScaleTest {
  private static final Measurements MEASURED = Measurements.here();
  private static final Workload RESNET50 = work("resnet50@224");
  private static final Wear NEVER = new Wear(Double.POSITIVE_INFINITY, 0, 0);

  private static Workload work(String name) {
    var parts = name.split("@");
    int side = Integer.parseInt(parts[1]);
    return Workload.of(
        Zoo.of(parts[0], ZooOptions.of(Map.of()).withInput(Shape.of(3, side, side))));
  }

  /** Whole updates, which no parameter was fitted on. */
  @Test
  void smallCasesAreAsMeasured() {
    var checks = MEASURED.checks(ScaleTest::work);
    assertThat(checks).hasSizeGreaterThanOrEqualTo(6);
    assertThat(checks).extracting(Measurements.Check::processes).contains(2, 4);
    assertThat(checks)
        .extracting(Measurements.Check::link)
        .contains(Measurements.LOOPBACK, "1gbit");
    for (var check : checks) {
      assertThat(check.predicted() / check.measured()).as(check.toString()).isBetween(0.75, 1.35);
    }
  }

  @Test
  void bucketsHoldEveryGradientAndFillAsTheBackwardPassGoesOn() {
    assertThat(RESNET50.parameters()).isEqualTo(25_557_032);
    assertThat(RESNET50.norms()).isEqualTo(53);
    assertThat(RESNET50.buckets()).hasSizeBetween(4, 6);
    assertThat(RESNET50.buckets())
        .extracting(Workload.Bucket::ready)
        .isSortedAccordingTo(Double::compare)
        .allMatch(ready -> ready > 0 && ready <= 1 + 1e-9);
  }

  /** With nothing to wait for and nothing to send, n workers are n times as fast. */
  @Test
  void withoutCostsItScalesPerfectly() {
    var link = new Link("free", Double.POSITIVE_INFINITY, 0, 0);
    var forecast = forecast(steady(1e11, 1e9), link, Exchange.TODAY);
    for (var point : forecast.upTo(1024)) {
      assertThat(point.efficiency()).isCloseTo(1, within(1e-9));
      assertThat(point.lost()).isZero();
    }
  }

  /** One bucket, ready at the end: the sum comes on top, and the hops of the agreement. */
  @Test
  void whatCannotOverlapComesOnTop() {
    var work = new Workload("one@224", 1e9, 0, List.of(new Workload.Bucket(1000, 1)));
    var link = new Link("slow", 1e6, 1e-3, 0);
    var cluster = new Cluster(steady(3e9, 1e9), 1, 0, link, link, NEVER);
    var step = new StepModel(work, cluster, Exchange.TODAY).step(4, 2);
    assertThat(step.computing()).isCloseTo(2, within(1e-9));
    double sum = 1.5 * 4000 / 1e6 + 6 * 1e-3;
    double agreement = 1.5 * 48 / 1e6 + 6 * 1e-3;
    assertThat(step.exchanging()).isCloseTo(sum + agreement, within(1e-9));
  }

  /** The first bucket travels while the second is computed. */
  @Test
  void whatIsReadyEarlyTravelsMeanwhile() {
    var buckets = List.of(new Workload.Bucket(1000, 0.5), new Workload.Bucket(1, 1));
    var link = new Link("slow", 1e6, 0, 0);
    var cluster = new Cluster(steady(3e9, 1e9), 1, 0, link, link, NEVER);
    var step =
        new StepModel(new Workload("two@224", 1e9, 0, buckets), cluster, Exchange.TODAY).step(2, 1);
    assertThat(step.exchanging()).isCloseTo(4 / 1e6 + 48 / 1e6, within(1e-9));
  }

  @Test
  void theSlowestOfManyIsSlower() {
    var uniform = new Replica("", 1, 0, 1, List.of(0.0, 1.0), 1);
    assertThat(uniform.slowest(1)).isCloseTo(0.5, within(1e-3));
    assertThat(uniform.slowest(2)).isCloseTo(2 / 3.0, within(1e-3));
    assertThat(uniform.slowest(9)).isCloseTo(0.9, within(1e-3));
    assertThat(uniform.waiting(1)).isZero();
    assertThat(uniform.waiting(9)).isCloseTo(0.35, within(2e-3));
  }

  @Test
  void aRingPaysHopsWhereHalvingDoesNot() {
    assertThat(Summation.RING.hops(1024)).isEqualTo(2046);
    assertThat(Summation.HALVING.hops(1024)).isEqualTo(20);
    assertThat(Summation.HALVING.hops(2)).isEqualTo(2);
    assertThat(Summation.HALVING.hops(5)).isEqualTo(6);
    assertThat(Summation.RING.sent(100, 4)).isEqualTo(150);
  }

  @Test
  void picturesThatComeSlowerThanStepsAreWaitedFor() {
    var link = new Link("free", Double.POSITIVE_INFINITY, 0, 0);
    var point = forecast(steady(1e15, 100), link, Exchange.TODAY).at(64);
    assertThat(point.imagesPerSecond()).isCloseTo(6400, within(1.0));
  }

  /** Young's interval: neither a shorter nor a longer one loses less. */
  @Test
  void theIntervalOfCheckpointsIsTheBest() {
    var wear = new Wear(1000, 60, 2);
    double best = wear.checkpointEvery(100);
    assertThat(best).isCloseTo(Math.sqrt(2 * 2 * 36_000), within(1e-6));
    assertThat(wear.lost(100, best)).isLessThan(wear.lost(100, best / 1.5));
    assertThat(wear.lost(100, best)).isLessThan(wear.lost(100, best * 1.5));
  }

  /** docs/scale.md says so: today's ring ends where its hops are as long as the step. */
  @Test
  void whatWouldBeNextIsFasterAtAThousandMachines() {
    var cluster = Clusters.processors(MEASURED, RESNET50, 25);
    double today = images(cluster, Exchange.TODAY);
    double halving = images(cluster, new Exchange(Summation.HALVING, 4, false, false));
    double less = images(cluster, new Exchange(Summation.HALVING, 2, false, false));
    assertThat(halving).isGreaterThan(today);
    assertThat(less).isGreaterThan(halving);
    var gpus = Clusters.gpus(MEASURED, RESNET50, 200);
    assertThat(images(gpus, new Exchange(Summation.RING, 4, true, false)))
        .isGreaterThan(images(gpus, Exchange.TODAY));
    assertThat(images(gpus, new Exchange(Summation.RING, 4, true, true)))
        .isLessThan(images(gpus, new Exchange(Summation.RING, 4, true, false)));
  }

  /**
   * As ResNet-20's and ResNet-18's steps say; their own figures stand in the model as constants.
   */
  @Test
  void aNetworkThatWasNotMeasuredComputesAsOthersDo() {
    var small = work("resnet20@32");
    var large = work("resnet18@32");
    assertThat(small.multiplyAdds()).isEqualTo(40_551_040);
    assertThat(large.parameters()).isEqualTo(11_689_512);
    var other = MEASURED.thread(work("vgg16@224"));
    assertThat(other.multiplyAddsPerSecond())
        .isCloseTo(MEASURED.thread(small).multiplyAddsPerSecond(), within(1.0));
    assertThat(other.stepSeconds()).isGreaterThan(MEASURED.thread(large).stepSeconds());
  }

  @Test
  void aWorkerWithoutAnImageIsNoWorker() {
    var forecast = forecast(steady(1, 1), new Link("", 1, 1, 1), Exchange.TODAY);
    assertThat(forecast.upTo(100_000).getLast().workers()).isEqualTo(8192);
    assertThatThrownBy(() -> forecast.at(10_000)).hasMessageContaining("at least one for each");
  }

  @Test
  void theSizeThatWasAskedForIsTheLast() {
    var forecast = forecast(steady(1, 1), new Link("", 1, 1, 1), Exchange.TODAY);
    for (int asked : List.of(1, 2, 3, 4, 5, 1000)) {
      var sizes = forecast.upTo(asked).stream().map(Forecast.Point::workers).toList();
      assertThat(sizes.getLast()).isEqualTo(asked);
      assertThat(sizes).doesNotHaveDuplicates().startsWith(1);
      assertThat(sizes.subList(0, sizes.size() - 1)).allMatch(n -> Integer.bitCount(n) == 1);
    }
    assertThat(forecast.upTo(3)).extracting(Forecast.Point::workers).containsExactly(1, 2, 3);
  }

  private static double images(Cluster cluster, Exchange exchange) {
    return new Forecast(new StepModel(RESNET50, cluster, exchange), 8192, 1e9)
        .at(1024)
        .imagesPerSecond();
  }

  private static Replica steady(double multiplyAdds, double pictures) {
    return new Replica("steady", 1, 0, multiplyAdds, Collections.nCopies(2, 1.0), pictures);
  }

  private static Forecast forecast(Replica worker, Link link, Exchange exchange) {
    var cluster = new Cluster(worker, 1, 0, link, link, NEVER);
    return new Forecast(new StepModel(RESNET50, cluster, exchange), 8192, 1e9);
  }
}
