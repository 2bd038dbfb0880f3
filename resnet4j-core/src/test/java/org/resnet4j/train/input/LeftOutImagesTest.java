package org.resnet4j.train.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Split;
import org.resnet4j.data.Subset;
import org.resnet4j.data.loader.Unreadable;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.fetch.Progress;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.LeftOut;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.Network;

/** A training with images that cannot be read: what is left out, what is said, what comes out. */
class LeftOutImagesTest {
  private static final Network NETWORK = SoftmaxEngine.network(28 * 28, 10);
  @TempDir Path folder;

  @Test
  void imagesThatCannotBeReadAreLeftOutListedAndSaid() throws Exception {
    var events = new ArrayList<TrainingEvent>();
    var result = train(split(Set.of(2, 5), Set.of(1)), TrainingRun.in(folder, events::add));
    assertThat(result.test().total()).isEqualTo(11);
    assertThat(Files.readAllLines(folder.resolve(LeftOut.NAME)))
        .containsExactly(
            "file,reason",
            "test #1,\"cut off, says test #1\"",
            "train #2,\"cut off, says train #2\"",
            "train #5,\"cut off, says train #5\"");
    assertThat(warnings(events).getLast())
        .isEqualTo(
            "3 images cannot be read and are left out; %s says why"
                .formatted(folder.resolve(LeftOut.NAME)));
    assertThat(epoch(events)).isEqualTo(22);
  }

  @Test
  void aRunWithoutSuchImagesHasNoList() {
    train(split(Set.of(), Set.of()), TrainingRun.in(folder));
    assertThat(folder.resolve(LeftOut.NAME)).doesNotExist();
  }

  // batches of 2: whatever the order, some batch of the twelve is unreadable as a whole
  @Test
  void aBatchOfWhichNothingCanBeReadTeachesNothingAndKeepsItsTurn() {
    var events = new ArrayList<TrainingEvent>();
    var most = IntStream.range(0, 20).boxed().collect(Collectors.toSet());
    var result = train(split(most, Set.of()), TrainingRun.in(folder, events::add));
    assertThat(result.iterations()).isEqualTo(24);
    assertThat(epoch(events)).isEqualTo(4);
    assertThat(events.stream().filter(TrainingEvent.Step.class::isInstance).count())
        .isLessThanOrEqualTo(8);
  }

  @Test
  void theSameDataGiveTheSameRunThoughItIsInterrupted() throws Exception {
    var holes = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 11);
    var whole = train(split(holes, Set.of()), TrainingRun.in(folder.resolve("whole")));
    var part = folder.resolve("part");
    for (int stop = 5; stop < 20; stop += 6) {
      var asked = new AtomicInteger(stop);
      var run = TrainingRun.in(part).stoppedBy(() -> asked.decrementAndGet() == 0);
      Trainer.train(
          NETWORK,
          recipe(),
          LoaderData.of(split(holes, Set.of()), recipe(), 2),
          new SoftmaxEngine(),
          run.resuming(stop > 5));
    }
    var rest = train(split(holes, Set.of()), TrainingRun.in(part).resuming(true));
    assertThat(rest.network().weights()).isEqualTo(whole.network().weights());
    assertThat(Files.readString(part.resolve(LeftOut.NAME)))
        .isEqualTo(Files.readString(folder.resolve("whole").resolve(LeftOut.NAME)));
  }

  @Test
  void aTrainingOfNothingIsAnErrorThatSaysWhy() {
    var all = IntStream.range(0, 24).boxed().collect(Collectors.toSet());
    assertThatThrownBy(() -> train(split(all, Set.of()), TrainingRun.in(folder)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "none of the 24 training images can be read; %s says why"
                .formatted(folder.resolve(LeftOut.NAME)));
    assertThat(folder.resolve(LeftOut.NAME)).exists();
  }

  @Test
  void aStrictTrainingStopsAtTheFirst() {
    var data =
        LoaderData.of(split(Set.of(2), Set.of()), recipe(), 1).withUnreadable(Unreadable.STOP);
    assertThatThrownBy(
            () ->
                Trainer.train(NETWORK, recipe(), data, new SoftmaxEngine(), TrainingRun.in(folder)))
        .isInstanceOf(DataException.class)
        .hasMessage("cut off, says train #2");
  }

  private static TrainingResult train(Split split, TrainingRun run) {
    var data = LoaderData.of(split, recipe(), 1);
    return Trainer.train(NETWORK, recipe(), data, new SoftmaxEngine(), run).orElseThrow();
  }

  private static Recipe recipe() {
    return TestRecipes.small()
        .with(
            r ->
                r.data("mnist-sample")
                    .batchSize(2)
                    .learningRate(0.01)
                    .length(Length.epochs(2))
                    .evaluateEvery(Length.epochs(1)));
  }

  private static Split split(Set<Integer> trainHoles, Set<Integer> testHoles) {
    var sample = Datasets.standard(Progress.SILENT).open("mnist-sample");
    return new Split(
        new Holed("train", Subset.range(sample.train(), 0, 24), trainHoles),
        new Holed("test", Subset.range(sample.test(), 0, 12), testHoles));
  }

  private static List<String> warnings(List<TrainingEvent> events) {
    return events.stream()
        .filter(TrainingEvent.Warning.class::isInstance)
        .map(event -> ((TrainingEvent.Warning) event).message())
        .toList();
  }

  private static long epoch(List<TrainingEvent> events) {
    return events.stream()
        .filter(TrainingEvent.EpochDone.class::isInstance)
        .map(event -> ((TrainingEvent.EpochDone) event).train().examples())
        .findFirst()
        .orElseThrow();
  }

  /** Some images of a data set, of which a few cannot be read. */
  private static final class Holed implements Dataset {
    private final String name;
    private final Dataset whole;
    private final Set<Integer> holes;
    private final Map<String, String> unreadable = new ConcurrentSkipListMap<>();

    Holed(String name, Dataset whole, Set<Integer> holes) {
      this.name = name;
      this.whole = whole;
      this.holes = holes;
    }

    @Override
    public String name() {
      return name;
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
        var why = "cut off, says " + origin(index);
        unreadable.put(origin(index), why);
        throw new DataException(why);
      }
      return whole.image(index);
    }

    @Override
    public Map<String, String> unreadable() {
      return Map.copyOf(unreadable);
    }
  }
}
