package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.train.run.TrainingLog;
import org.resnet4j.weights.Network;

/** A run's folder belongs to one training, which goes on as it began. */
class RunFolderOwnerTest {
  private static final Clouds DATA = new Clouds(500, 32, 1);
  private static final Network NETWORK = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
  @TempDir Path folder;

  @Test
  void aSecondTrainingInTheSameFolderIsRefusedWhileTheFirstLives() throws Exception {
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var first =
        TrainingRun.in(
            folder,
            event -> {
              if (event instanceof TrainingEvent.Started) {
                started.countDown();
                await(goOn);
              }
            });
    var thread = new Thread(() -> train(first));
    thread.start();
    started.await();
    var told = new ArrayList<TrainingEvent>();
    for (var second :
        List.of(
            TrainingRun.in(folder, told::add), TrainingRun.in(folder, told::add).resuming(true))) {
      assertThatThrownBy(() -> train(second))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              folder
                  + " belongs to a training that is running; train into another folder, or wait"
                  + " until it has ended");
    }
    goOn.countDown();
    thread.join();
    assertThat(told).as("nothing is told, so nothing is written").isEmpty();
    assertThat(folder.resolve("run.lock")).doesNotExist();
    assertThat(train(TrainingRun.in(folder).resuming(true)).iterations()).isEqualTo(64);
  }

  @Test
  void whatAKilledRunLeftHalfWrittenIsSwept() throws Exception {
    var left = Files.createFile(folder.resolve(".resnet4j-999999999-1.tmp"));
    Files.createFile(folder.resolve("run.lock"));
    train(TrainingRun.in(folder));
    assertThat(left).doesNotExist();
  }

  @Test
  void whatComputedTheRunIsInItsCheckpointAndAnotherIsRefusedUnlessAllowed() {
    var whole = train(TrainingRun.in(folder));
    var checkpoints = Checkpoints.in(folder);
    var now = checkpoints.latest(event -> {}).orElseThrow();
    var engine = new SoftmaxEngine();
    assertThat(now.computation()).contains(Computation.by(engine));
    assertThat(now.computation().orElseThrow().arithmetic()).isEqualTo(engine.description());
    var then = new Computation("torch", "libtorch 1.0, cpu, fp32, 2 threads", "0.1");
    checkpoints.write(
        new Checkpoint(
            now.state(), now.recipe(), now.progress(), now.footing(), Optional.of(then)));
    assertThatThrownBy(() -> train(TrainingRun.in(folder).resuming(true)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "the run was computed by engine torch (libtorch 1.0, cpu, fp32, 2 threads, resnet4j"
                + " 0.1), and engine softmax (")
        .hasMessageEndingWith(
            "; resume with what computed it, or allow another (--allow-other-engine)");
    var told = new ArrayList<TrainingEvent>();
    var again = train(TrainingRun.in(folder, told::add).resuming(true).onAnyEngine(true));
    assertThat(again.iterations()).isEqualTo(whole.iterations());
    assertThat(told)
        .filteredOn(TrainingEvent.Warning.class::isInstance)
        .singleElement()
        .satisfies(warning -> assertThat(warning.toString()).contains("gives other last digits"));
  }

  @Test
  void whatComputesTheRunIsKnownBeforeItsFirstCheckpoint() throws Exception {
    train(TrainingRun.in(folder));
    assertThat(RunFiles.computation(folder)).contains(Computation.by(new SoftmaxEngine()));
    var killed = Files.createDirectory(folder.resolve("killed"));
    RunFiles.writeComputation(killed, new Computation("torch", "libtorch 1.0, cpu", "0.1"));
    var again = TrainingRun.in(killed).resuming(true);
    assertThatThrownBy(() -> train(again))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("the run was computed by engine torch (libtorch 1.0, cpu, ");
    Files.writeString(killed.resolve(RunFiles.COMPUTATION), "{");
    assertThatThrownBy(() -> train(again)).hasMessageContaining("computation.json is damaged");
    Files.delete(killed.resolve(RunFiles.COMPUTATION)); // as the first runs are
    train(again);
  }

  @Test
  void aDamagedLogIsKeptAsideAndTheTrainingGoesOn() throws Exception {
    var log = folder.resolve("log.jsonl");
    var csv = folder.resolve("steps.csv");
    var run = TrainingRun.in(folder, TrainingLog.jsonLines(log), TrainingLog.csv(csv));
    train(run);
    var right = List.of(Files.readString(log), Files.readString(csv));
    for (var file : List.of(log, csv)) {
      var bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] = (byte) 0xff;
      bytes[bytes.length / 2 + 1] = '\n';
      Files.write(file, bytes);
      Files.writeString(file, "{\"half", StandardOpenOption.APPEND);
    }
    var notes = new ArrayList<String>();
    train(
        TrainingRun.in(
                folder, TrainingLog.jsonLines(log, notes::add), TrainingLog.csv(csv, notes::add))
            .resuming(true));
    assertThat(notes)
        .hasSize(2)
        .allSatisfy(note -> assertThat(note).contains("cannot be read; it is kept as"));
    assertThat(Files.readAllBytes(folder.resolve("log.jsonl.damaged"))).contains((byte) 0xff);
    assertThat(folder.resolve("steps.csv.damaged")).exists();
    for (var file : List.of(log, csv)) {
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      assertThat(text).doesNotContain("\ufffd", "half");
      var before = right.get(file.equals(log) ? 0 : 1).lines().toList();
      assertThat(text.lines().filter(line -> before.contains(line)).count())
          .isGreaterThan(before.size() / 2);
    }
  }

  /** Damage within the last cell leaves as many lines and cells as there were. */
  @Test
  void aCellThatIsNoNumberIsDamage() throws Exception {
    var csv = folder.resolve("steps.csv");
    train(TrainingRun.in(folder, TrainingLog.csv(csv)));
    var bytes = Files.readAllBytes(csv);
    int end = Files.readString(csv).indexOf('\n', bytes.length / 2);
    bytes[end - 1] = (byte) 0xff;
    Files.write(csv, bytes);
    var notes = new ArrayList<String>();
    train(TrainingRun.in(folder, TrainingLog.csv(csv, notes::add)).resuming(true));
    assertThat(notes).singleElement().asString().contains("it is kept as steps.csv.damaged");
    assertThat(Files.readString(csv)).doesNotContain("\ufffd");
  }

  /** A killed process's half line is no damage. */
  @Test
  void halfALastLineIsNoDamage() throws Exception {
    var csv = folder.resolve("steps.csv");
    train(TrainingRun.in(folder, TrainingLog.csv(csv)));
    var right = Files.readString(csv);
    Files.writeString(csv, "5,65,0.1", StandardOpenOption.APPEND);
    var notes = new ArrayList<String>();
    train(TrainingRun.in(folder, TrainingLog.csv(csv, notes::add)).resuming(true));
    assertThat(notes).isEmpty();
    assertThat(csv).hasContent(right);
  }

  private static TrainingResult train(TrainingRun run) {
    return Trainer.train(NETWORK, TestRecipes.small(), DATA, new SoftmaxEngine(), run)
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
