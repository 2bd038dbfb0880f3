package org.resnet4j.vector.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Seen;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** One classifier and many threads: equal answers, equal shares, nothing left behind. */
final class ManyThreadsTest {
  private static final int THREADS = 16;
  private static final int PICTURES = 32;
  private static final Shape INPUT = Shape.of(1, 28, 28);
  @TempDir static Path folder;

  @BeforeAll
  static void writeWeights() {
    for (var model : List.of("lenet5", "resnet8")) {
      var options = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(10);
      var network = Network.create(Zoo.of(model, options), 3);
      Safetensors.write(folder.resolve(model + ".safetensors"), network.weights());
    }
  }

  private static Classifier.Builder builder(String model) {
    return Classifier.builder()
        .model(model)
        .classes("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
        .preprocessing(Pipeline.of(new ResizeTo(28, 28), Normalise.mnist()));
  }

  private static Classifier open(String model) {
    return builder(model).open(folder.resolve(model + ".safetensors"));
  }

  private static List<Image> pictures() {
    var pictures = new ArrayList<Image>();
    for (int i = 0; i < PICTURES; i++) {
      var picture = Image.black(1, 28, 28);
      for (int p = 0; p < 784; p++) {
        picture.pixels()[p] = (byte) (p * (i + 3) % 251 + i);
      }
      pictures.add(picture);
    }
    return pictures;
  }

  @Test
  void sixteenThreadsGetTheAnswersOfOneAndEqualShares() throws Exception {
    share(500);
  }

  @Test
  @Tag("slow")
  void sixteenThreadsDoSoInTwentyThousandCallsEach() throws Exception {
    share(20_000);
  }

  private static void share(int calls) throws Exception {
    try (var classifier = open("lenet5")) {
      var pictures = pictures();
      var alone = pictures.stream().map(classifier::classify).toList();
      var wrong = new AtomicInteger();
      var seconds = new double[THREADS];
      var start = new CyclicBarrier(THREADS);
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < THREADS; t++) {
        int own = t;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        start.await();
                      } catch (Exception e) {
                        throw new AssertionError(e);
                      }
                      long began = System.nanoTime();
                      for (int i = 0; i < calls; i++) {
                        int k = (i + own) % PICTURES;
                        if (!classifier.classify(pictures.get(k)).equals(alone.get(k))) {
                          wrong.incrementAndGet();
                        }
                      }
                      seconds[own] = (System.nanoTime() - began) / 1e9;
                    }));
      }
      for (var thread : threads) {
        thread.join();
      }
      assertThat(wrong.get()).isZero();
      var sorted = Arrays.stream(seconds).sorted().toArray();
      System.out.printf(
          "%d threads x %d calls: %.2f to %.2f s%n",
          THREADS, calls, sorted[0], sorted[THREADS - 1]);
      assertThat(sorted[0]).isPositive();
      assertThat(sorted[THREADS - 1] / sorted[0]).isLessThan(1.5);
    }
  }

  /** The engine rounds by the size of the batch: one at a time every bit is the same. */
  @Test
  void aResidualNetworkAnswersAloneToTheBitAndTogetherToAMillionth() throws Exception {
    var pictures = pictures();
    var file = folder.resolve("resnet8.safetensors");
    try (var alone = builder("resnet8").batch(1).open(file);
        var together = builder("resnet8").batch(16).open(file)) {
      var expected = pictures.stream().map(alone::classify).toList();
      assertThat(pictures.parallelStream().map(alone::classify).toList()).isEqualTo(expected);
      var joined = pictures.parallelStream().map(together::classify).toList();
      for (int i = 0; i < PICTURES; i++) {
        assertThat(joined.get(i).probabilities())
            .usingComparatorWithPrecision(1e-6)
            .containsExactly(expected.get(i).probabilities());
      }
    }
  }

  @Test
  void whatIsClosedLeavesNoThreadAndNoMemory() throws Exception {
    assertThat(seen(5)).isEqualTo(seen(5));
    long before = used();
    int threads = Thread.getAllStackTraces().size();
    for (int i = 0; i < 60; i++) {
      seen(i);
    }
    assertThat(used() - before).isLessThan(5 << 20);
    assertThat(threadsSettle(threads)).isLessThanOrEqualTo(threads);
  }

  @Test
  @Tag("slow")
  void fiveHundredOpensAndClosesLeaveNeither() throws Exception {
    seen(0);
    long before = used();
    int threads = Thread.getAllStackTraces().size();
    for (int i = 0; i < 500; i++) {
      seen(i);
    }
    assertThat(used() - before).isLessThan(5 << 20);
    assertThat(threadsSettle(threads)).isLessThanOrEqualTo(threads);
  }

  private static Seen seen(int picture) {
    try (var classifier = open("resnet8")) {
      return classifier.classify(pictures().get(picture % PICTURES));
    }
  }

  /** Threads that were told to end need a moment. */
  private static int threadsSettle(int wanted) throws InterruptedException {
    int now = Thread.getAllStackTraces().size();
    for (int tries = 0; now > wanted && tries < 100; tries++) {
      Thread.sleep(20);
      now = Thread.getAllStackTraces().size();
    }
    return now;
  }

  private static long used() throws InterruptedException {
    var runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
