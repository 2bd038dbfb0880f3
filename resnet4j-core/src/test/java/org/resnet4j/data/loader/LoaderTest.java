package org.resnet4j.data.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.data.Targets;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.augment.Mixup;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.PadCrop;
import org.resnet4j.data.augment.Pipeline;

@Timeout(30)
class LoaderTest {
  private static final Pipeline AUGMENTED =
      Pipeline.of(new PadCrop(2), new HorizontalFlip(0.5), Normalise.mnist());

  /** Images of 4 x 4 that hold their number. */
  private static MemoryDataset numbered(int size) {
    byte[] pixels = new byte[size * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 16 * 7 + i % 16);
    }
    int[] labels = IntStream.range(0, size).map(i -> i % 10).toArray();
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new MemoryDataset("numbered", classes, new ImageShape(1, 4, 4), pixels, labels);
  }

  /** A set in which some examples cannot be read. */
  private record Holed(Dataset whole, List<Integer> holes) implements Dataset {
    @Override
    public String name() {
      return "holed";
    }

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public List<String> classes() {
      return whole.classes();
    }

    @Override
    public int channels() {
      return whole.channels();
    }

    @Override
    public Optional<ImageShape> shape() {
      return whole.shape();
    }

    @Override
    public int label(int index) {
      return whole.label(index);
    }

    @Override
    public Image image(int index) {
      if (holes.contains(index)) {
        throw new DataException("example %d is a hole".formatted(index));
      }
      return whole.image(index);
    }
  }

  /** A set that does not answer before it is told to. */
  private record Slow(MemoryDataset whole, CountDownLatch told) implements Dataset {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public List<String> classes() {
      return whole.classes();
    }

    @Override
    public int channels() {
      return whole.channels();
    }

    @Override
    public Optional<ImageShape> shape() {
      return whole.shape();
    }

    @Override
    public int label(int index) {
      return whole.label(index);
    }

    @Override
    public Image image(int index) {
      try {
        told.await();
      } catch (InterruptedException e) {
        throw new DataException("interrupted", e);
      }
      return whole.image(index);
    }
  }

  private static List<float[]> images(Loader loader, int batches) {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      var batch = loader.next().orElseThrow().batch();
      all.add(Arrays.copyOf(batch.images(), batch.size() * batch.exampleLength()));
    }
    return all;
  }

  @Test
  void batchesDoNotDependOnTheNumberOfWorkers() {
    LoaderOptions options = LoaderOptions.training(8, 42);
    List<float[]> reference;
    try (Loader one = new Loader(numbered(50), AUGMENTED, options)) {
      reference = images(one, 20);
    }
    for (int workers : new int[] {2, 3, 7}) {
      try (Loader many = new Loader(numbered(50), AUGMENTED, options.withWorkers(workers))) {
        assertThat(images(many, 20)).usingRecursiveComparison().isEqualTo(reference);
      }
    }
  }

  @Test
  void goesOnFromAnyBatchOfAnyEpoch() {
    LoaderOptions options = LoaderOptions.training(8, 1);
    try (Loader whole = new Loader(numbered(50), AUGMENTED, options);
        Loader resumed = new Loader(numbered(50), AUGMENTED, options, 2, 3, 5)) {
      assertThat(whole.batchesPerEpoch()).isEqualTo(6);
      images(whole, 2 * 6 + 3);
      assertThat(images(resumed, 10)).usingRecursiveComparison().isEqualTo(images(whole, 10));
    }
  }

  @Test
  void anEpochShowsEveryExampleOnceAndEachEpochItsOwnOrder() {
    List<List<Integer>> epochs = new ArrayList<>();
    try (Loader loader =
        new Loader(numbered(48), AUGMENTED, LoaderOptions.training(8, 3), 0, 0, 2)) {
      List<Integer> seen = new ArrayList<>();
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        seen.addAll(next.get().examples());
        if (next.get().lastOfEpoch()) {
          epochs.add(List.copyOf(seen));
          seen.clear();
        }
      }
    }
    assertThat(epochs).hasSize(2);
    for (List<Integer> epoch : epochs) {
      assertThat(epoch).doesNotHaveDuplicates().hasSize(48);
    }
    assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1)).isNotEqualTo(sorted(epochs.get(0)));
  }

  private static List<Integer> sorted(List<Integer> list) {
    return list.stream().sorted().toList();
  }

  @Test
  void evaluationShowsEveryExampleInOrderAndASmallLastBatch() {
    try (Loader loader =
        Loader.once(numbered(50), Pipeline.of(Normalise.mnist()), LoaderOptions.evaluation(16))) {
      List<Integer> examples = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        examples.addAll(next.get().examples());
        sizes.add(next.get().batch().size());
      }
      assertThat(examples).isEqualTo(IntStream.range(0, 50).boxed().toList());
      assertThat(sizes).containsExactly(16, 16, 16, 2);
      assertThat(loader.next()).isEmpty();
    }
  }

  @Test
  void numbersAreNormalisedAsTorchDoes() {
    try (Loader loader =
        Loader.once(numbered(50), Pipeline.of(Normalise.mnist()), LoaderOptions.evaluation(16))) {
      var batch = loader.next().orElseThrow().batch();
      assertThat(batch.images()[17]).isEqualTo((8 / 255f - 0.1307f) / 0.3081f);
      assertThat(((Targets.Labels) batch.targets()).labels()[11]).isEqualTo(1);
    }
  }

  @Test
  void buffersAreUsedAgain() {
    LoaderOptions options = LoaderOptions.training(8, 1);
    try (Loader loader = new Loader(numbered(50), AUGMENTED, options)) {
      var buffers = new HashSet<Integer>();
      for (int i = 0; i < 200; i++) {
        buffers.add(System.identityHashCode(loader.next().orElseThrow().batch().images()));
      }
      assertThat(buffers).hasSizeLessThanOrEqualTo(options.ahead() + 1);
    }
  }

  @Test
  void theBatchInUseIsNotWrittenAnew() throws InterruptedException {
    try (Loader loader =
        new Loader(numbered(50), AUGMENTED, LoaderOptions.training(8, 1).withWorkers(3))) {
      for (int i = 0; i < 30; i++) {
        float[] held = loader.next().orElseThrow().batch().images();
        float[] before = held.clone();
        Thread.sleep(2);
        assertThat(held).isEqualTo(before);
      }
    }
  }

  @Test
  void aBatchThatIsKeptCannotBeMistakenForTheNext() {
    try (Loader loader = new Loader(numbered(50), AUGMENTED, LoaderOptions.training(8, 1))) {
      var kept = loader.next().orElseThrow().batch();
      var copy = kept.copy();
      float[] before = kept.images().clone();
      for (int i = 0; i < 20; i++) {
        loader.next();
      }
      assertThatThrownBy(kept::images)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("keep batch.copy() instead");
      assertThatThrownBy(kept::copy).isInstanceOf(IllegalStateException.class);
      assertThat(copy.images()).isEqualTo(before);
    }
  }

  @Test
  void mixedTargetsDoNotProlongTheLoan() {
    var mixing = Pipeline.of(Normalise.mnist(), new Mixup(0.4));
    try (Loader loader = new Loader(numbered(50), mixing, LoaderOptions.training(8, 1))) {
      var mixed = loader.next().orElseThrow().batch();
      assertThat(mixed.targets()).isInstanceOf(Targets.Distributions.class);
      var relabelled = mixed.withTargets(new Targets.Labels(new int[8]));
      loader.next();
      assertThatThrownBy(mixed::images).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(relabelled::images).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theLastBatchMayBeUsedAfterClosing() {
    var loader = Loader.once(numbered(50), AUGMENTED, LoaderOptions.evaluation(50));
    var batch = loader.next().orElseThrow().batch();
    float[] before = batch.images().clone();
    loader.close();
    loader.close();
    assertThat(batch.images()).isEqualTo(before);
  }

  @Test
  void aBatchWithoutAReadableExampleIsPassedOver() {
    Dataset holed = new Holed(numbered(12), List.of(4, 5, 6, 7));
    var options = LoaderOptions.evaluation(4);
    try (Loader loader = Loader.once(holed, Pipeline.of(Normalise.mnist()), options)) {
      assertThat(loader.next().orElseThrow().examples()).containsExactly(0, 1, 2, 3);
      assertThat(loader.next().orElseThrow().examples()).containsExactly(8, 9, 10, 11);
      assertThat(loader.next()).isEmpty();
    }
  }

  @Test
  void aWaitThatIsInterruptedEndsWithOneSentence() {
    var never = new CountDownLatch(1);
    var slow = new Slow(numbered(8), never);
    try (Loader loader =
        Loader.once(slow, Pipeline.of(Normalise.mnist()), LoaderOptions.evaluation(8))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(loader::next)
          .isInstanceOf(DataException.class)
          .hasMessage("interrupted while waiting for a batch");
      assertThat(Thread.interrupted()).isTrue();
      never.countDown();
    }
  }

  @Test
  void unreadableExamplesAreLeftOutOrStopEverythingAndNoneTakesTheirPlace() {
    Dataset holed = new Holed(numbered(20), List.of(3, 4, 19));
    Pipeline plain = Pipeline.of(Normalise.mnist());
    LoaderOptions evaluation = LoaderOptions.evaluation(10);
    try (Loader omit = Loader.once(holed, plain, evaluation)) {
      assertThat(omit.next().orElseThrow().examples()).containsExactly(0, 1, 2, 5, 6, 7, 8, 9);
    }
    try (Loader stop = Loader.once(holed, plain, evaluation.withUnreadable(Unreadable.STOP))) {
      assertThatThrownBy(stop::next)
          .isInstanceOf(DataException.class)
          .hasMessage("example 3 is a hole");
    }
  }

  @Test
  void aBatchOfWhichNothingCanBeReadIsPassedOverOrKeepsItsTurn() {
    Dataset holed = new Holed(numbered(9), List.of(3, 4, 5));
    Pipeline plain = Pipeline.of(Normalise.mnist());
    try (Loader loader = Loader.once(holed, plain, LoaderOptions.evaluation(3))) {
      assertThat(loader.next().orElseThrow().index()).isEqualTo(0);
      assertThat(loader.next().orElseThrow().index()).isEqualTo(2);
      assertThat(loader.next()).isEmpty();
    }
    try (Loader loader = Loader.once(holed, plain, LoaderOptions.evaluation(3))) {
      assertThat(loader.inTurn()).isPresent();
      assertThat(loader.inTurn()).isEmpty();
      assertThat(loader.inTurn().orElseThrow().examples()).containsExactly(6, 7, 8);
      assertThatThrownBy(loader::inTurn).hasMessage("holed has no further batch");
    }
  }

  @Test
  void aSetOfWhichNothingCanBeReadIsAnError() {
    Dataset holed = new Holed(numbered(3), List.of(0, 1, 2));
    Pipeline plain = Pipeline.of(Normalise.mnist());
    try (Loader loader = Loader.once(holed, plain, LoaderOptions.evaluation(2))) {
      assertThatThrownBy(loader::next)
          .isInstanceOf(DataException.class)
          .hasMessage("none of the 3 images of holed can be read");
    }
  }

  @Test
  void timeSpentWaitingIsCounted() throws InterruptedException {
    try (Loader loader = new Loader(numbered(50), AUGMENTED, LoaderOptions.training(8, 1))) {
      assertThat(loader.waited()).isZero();
      loader.next();
      long first = loader.waited().toNanos();
      assertThat(first).isPositive();
      Thread.sleep(100); // time enough to make what may wait ready
      loader.next();
      assertThat(loader.waited().toNanos() - first).isLessThan(50_000_000);
    }
  }

  @Test
  void closingStopsTheThreads() {
    Loader loader =
        new Loader(numbered(50), AUGMENTED, LoaderOptions.training(8, 1).withWorkers(3));
    loader.next();
    loader.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("loader-"))
        .isEmpty();
  }

  @Test
  void aSetSmallerThanABatchIsNamed() {
    assertThatThrownBy(() -> new Loader(numbered(5), AUGMENTED, LoaderOptions.training(8, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("numbered has 5 examples, which do not fill a batch of 8");
  }
}
