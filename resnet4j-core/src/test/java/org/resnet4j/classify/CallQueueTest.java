package org.resnet4j.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.resnet4j.classify.ClassifierException.Reason;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Taken;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** What a classifier promises to many threads, whatever the engine. */
@Timeout(60)
final class CallQueueTest {
  private static final Shape INPUT = Shape.of(1, 28, 28);
  private final GatedEngine engine = new GatedEngine();
  private final List<Thread> callers = new ArrayList<>();

  @AfterEach
  void everyCallerHasLeft() throws InterruptedException {
    engine.gate.release(1_000_000);
    for (var caller : callers) {
      caller.join();
    }
  }

  private Classifier classifier(Batching batching) {
    var options = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(2);
    var network = Network.create(Zoo.of("lenet5", options), 1);
    var steps = Pipeline.of(new ToChannels(1));
    var trained =
        new TrainedNetwork(network, steps, INPUT, List.of("a", "b"), new Taken("", List.of()));
    return Classifier.of(trained, engine, batching, () -> {});
  }

  private static Image picture(int value) {
    var image = Image.black(1, 28, 28);
    image.pixels()[0] = (byte) value;
    return image;
  }

  /** Calls one after another, each once the one before waits. */
  private ConcurrentLinkedQueue<Object> callers(Classifier classifier, int first, int last)
      throws InterruptedException {
    var results = new ConcurrentLinkedQueue<Object>();
    for (int i = first; i <= last; i++) {
      var picture = picture(i);
      var caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      results.add(classifier.classify(picture));
                    } catch (RuntimeException e) {
                      results.add(e);
                    }
                  });
      callers.add(caller);
      while (caller.getState() != Thread.State.WAITING
          && caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
    }
    return results;
  }

  @Test
  void callsAreComputedInTheOrderInWhichTheyCame() throws Exception {
    try (var classifier = classifier(Batching.USUAL.withMost(4).withRoom(9))) {
      callers(classifier, 1, 1);
      while (!engine.gate.hasQueuedThreads()) {
        Thread.sleep(1); // until the first is in the engine
      }
      callers(classifier, 2, 14); // nine wait, four wait for a place
      engine.gate.release(1_000);
      for (var caller : callers) {
        caller.join();
      }
    }
    var order = engine.batches.stream().flatMap(List::stream).map(v -> Math.round(v * 255));
    assertThat(order).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    assertThat(engine.batches.stream().map(List::size)).startsWith(1, 4, 4);
    assertThat(engine.batches.stream().map(List::size))
        .allMatch(size -> size == 1 || size == 2 || size == 4);
  }

  @Test
  void picturesThatComeTogetherFillBatches() {
    engine.gate.release(1_000);
    try (var classifier = classifier(Batching.USUAL.withMost(4))) {
      var numbers = IntStream.rangeClosed(1, 11).mapToObj(i -> numbers(classifier, i)).toList();
      var together = classifier.classifyAll(numbers);
      assertThat(engine.batches.stream().map(List::size)).containsExactly(4, 4, 2, 1);
      assertThat(together)
          .containsExactlyElementsOf(numbers.stream().map(classifier::classify).toList());
    }
  }

  /** More than may wait: the last ones wait for a place, nobody waits for ever. */
  @Test
  void moreTogetherThanThereIsRoom() {
    engine.gate.release(1_000);
    try (var classifier = classifier(Batching.USUAL.withMost(4).withRoom(3))) {
      var numbers = IntStream.rangeClosed(1, 50).mapToObj(i -> numbers(classifier, i)).toList();
      assertThat(classifier.classifyAll(numbers)).hasSize(50);
      assertThat(classifier.classifyAll(List.of())).isEmpty();
    }
    var order = engine.batches.stream().flatMap(List::stream).map(v -> Math.round(v * 255));
    assertThat(order).containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void ofPicturesThatAreNotAllRightNoneIsAsked() {
    try (var classifier = classifier(Batching.USUAL)) {
      var nan = new float[784];
      nan[783] = Float.NaN;
      assertThatThrownBy(() -> classifier.classifyAll(List.of(numbers(classifier, 1), nan)))
          .hasMessage("the network takes finite numbers, got NaN");
    }
    assertThat(engine.batches).isEmpty();
  }

  private static float[] numbers(Classifier classifier, int value) {
    return classifier.numbers(picture(value));
  }

  /** While it warms up, others are answered. */
  @Test
  void warmingUpComputesBatchesOfEverySizePastTheQueue() throws Exception {
    engine.gate.release(Integer.MAX_VALUE / 2);
    try (var classifier = classifier(Batching.USUAL.withMost(4))) {
      var before = classifier.classify(picture(7));
      engine.batches.clear();
      var results = new ConcurrentLinkedQueue<Object>();
      callers.add(Thread.ofVirtual().start(() -> results.add(classifier.classify(picture(7)))));
      classifier.warmUp();
      callers.getLast().join();
      assertThat(results).containsExactly(before);
      assertThat(engine.batches.stream().map(List::size)).contains(1, 2, 4).doesNotContain(8);
      assertThat(classifier.classify(picture(7))).isEqualTo(before);
    }
  }

  @Test
  void everyCallerGetsTheAnswerToItsOwnPicture() throws Exception {
    try (var classifier = classifier(Batching.USUAL)) {
      var results = callers(classifier, 1, 40);
      engine.gate.release(1_000);
      for (var caller : callers) {
        caller.join();
      }
      assertThat(results.stream().map(seen -> ((Seen) seen).probabilities()[0]).sorted())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 40)
                  .mapToObj(i -> 1 / (1 + Math.exp(-2 * (double) (i / 255f))))
                  .map(p -> nearest(results, p))
                  .toList());
    }
  }

  private static double nearest(ConcurrentLinkedQueue<Object> results, double wanted) {
    return results.stream()
        .mapToDouble(seen -> ((Seen) seen).probabilities()[0])
        .filter(p -> Math.abs(p - wanted) < 1e-6)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallWhoseTimeIsOverLeavesAndIsNotComputed() throws Exception {
    try (var classifier = classifier(Batching.USUAL.withMost(1))) {
      callers(classifier, 1, 1);
      var late = classifier.within(Duration.ofMillis(50));
      var thrown = catchThrowableOfType(ClassifierException.class, () -> late.classify(picture(2)));
      assertThat(thrown.reason()).isEqualTo(Reason.DEADLINE);
      assertThat(thrown).hasMessageContaining("PT0.05S");
      engine.gate.release(1_000);
      assertThat(classifier.classify(picture(3)).best().name()).isEqualTo("a");
    }
    assertThat(engine.batches.stream().flatMap(List::stream).map(v -> Math.round(v * 255)))
        .containsExactly(1, 3);
  }

  @Test
  void aCallThatFindsNoRoomInTimeLeavesToo() throws Exception {
    try (var classifier = classifier(Batching.USUAL.withMost(1).withRoom(1))) {
      callers(classifier, 1, 2);
      var late = classifier.within(Duration.ofMillis(50));
      assertThatThrownBy(() -> late.classify(picture(3))).hasMessageContaining("no answer within");
      engine.gate.release(1_000);
    }
  }

  @Test
  void anInterruptedCallerHearsItAndStaysInterrupted() throws Exception {
    try (var classifier = classifier(Batching.USUAL)) {
      var heard = new AtomicReference<Object>();
      var caller =
          new Thread(
              () -> {
                try {
                  classifier.classify(picture(1));
                } catch (ClassifierException e) {
                  heard.set(e.reason() + " " + Thread.currentThread().isInterrupted());
                }
              });
      caller.start();
      caller.interrupt();
      caller.join();
      assertThat(heard.get()).isEqualTo("INTERRUPTED true");
      engine.gate.release(1_000);
      assertThat(classifier.classify(picture(5)).top(1)).hasSize(1);
    }
  }

  @Test
  void closingEndsTheCallsThatWaitWithOneErrorEach() throws Exception {
    var classifier = classifier(Batching.USUAL.withMost(1).withRoom(3));
    var results = callers(classifier, 1, 8);
    var closing = new CountDownLatch(1);
    var closer =
        new Thread(
            () -> {
              classifier.close();
              closing.countDown();
            });
    closer.start();
    while (results.size() < 7) {
      Thread.sleep(1);
    }
    assertThat(engine.closed).isFalse(); // a call is in the engine still
    engine.gate.release(1);
    assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
    callers.getFirst().join();
    assertThat(engine.closed).isTrue();
    assertThat(results.stream().filter(Seen.class::isInstance)).hasSize(1);
    assertThat(results.stream().filter(ClassifierException.class::isInstance))
        .hasSize(7)
        .allMatch(e -> ((ClassifierException) e).reason() == Reason.CLOSED);
    classifier.close();
    assertThatThrownBy(() -> classifier.classify(picture(1)))
        .hasMessage("the classifier is closed");
  }

  @Test
  void aCallThatFailsTakesNoOtherWithIt() throws Exception {
    engine.poison = 3 / 255f;
    try (var classifier = classifier(Batching.USUAL)) {
      var results = callers(classifier, 1, 5);
      engine.gate.release(1_000);
      for (var caller : callers) {
        caller.join();
      }
      assertThat(results.stream().filter(Seen.class::isInstance)).hasSize(4);
      assertThat(results.stream().filter(ClassifierException.class::isInstance))
          .singleElement()
          .matches(e -> ((ClassifierException) e).reason() == Reason.FAILED)
          .asString()
          .contains("it cannot compute");
    }
  }

  @Test
  void metersAreToldEveryCallAndBatchAndCannotHarm() throws Exception {
    var told = new ConcurrentLinkedQueue<String>();
    ClassifierMeters meters =
        new ClassifierMeters() {
          @Override
          public void time(String name, Duration duration, String... tags) {
            told.add(name + " " + String.join("=", tags));
            throw new IllegalStateException("a meter that fails");
          }

          @Override
          public void record(String name, double amount, String... tags) {
            told.add(name + " " + amount);
          }
        };
    engine.gate.release(1_000);
    try (var classifier = classifier(Batching.USUAL.withMeters(meters))) {
      classifier.classify(picture(1));
      assertThat(classifier.embed(picture(9))).hasSize(2);
    }
    assertThat(told)
        .filteredOn(text -> text.startsWith(ClassifierMeters.CALLS))
        .containsExactly(
            "resnet4j.classifier.calls outcome=success",
            "resnet4j.classifier.calls outcome=success");
    assertThat(told).contains("resnet4j.classifier.batch.size 1.0");
  }

  @Test
  void classifiersLeaveNoThread() {
    engine.gate.release(1_000_000);
    for (int i = 0; i < 50; i++) {
      try (var classifier = classifier(Batching.USUAL)) {
        classifier.classify(picture(i));
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("resnet4j-classifier"));
  }

  @Test
  void aDeadlineOfItsOwnCostsACallNoSearchOfTheClassPath() {
    var searches = new AtomicInteger();
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    try (var classifier = classifier(Batching.USUAL)) {
      thread.setContextClassLoader(
          new ClassLoader(usual) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
              searches.incrementAndGet();
              return super.getResources(name);
            }
          });
      classifier.within(Duration.ofSeconds(1));
      assertThat(searches).hasValue(0);
      ImageDecoders.best();
      assertThat(searches.get()).as("what would be seen of a search").isPositive();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }
}
