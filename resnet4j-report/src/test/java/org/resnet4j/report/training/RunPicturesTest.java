package org.resnet4j.report.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.report.picture.SvgReader;
import org.resnet4j.train.event.Contest;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;

final class RunPicturesTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  @Test
  void theCurveIsDrawnAtEveryEvaluation() throws IOException {
    var pictures = pictures();
    pictures.accept(step(1, 2.25));
    assertThat(folder).isEmptyDirectory();
    pictures.accept(step(2, 1.5));
    pictures.accept(evaluated(2, 0.75));
    var curve = SvgReader.of(Files.readString(folder.resolve("curve.svg")));
    assertThat(curve.contents("text")).contains("Loss", "Error", "training", "test", "0.750");
    assertThat(Files.size(folder.resolve("curve.png"))).isGreaterThan(1000);
    assertThat(notes).isEmpty();
  }

  @Test
  void aTrainingThatDivergedKeepsItsPictures() throws IOException {
    var pictures = pictures();
    pictures.accept(step(1, Double.NaN));
    pictures.accept(evaluated(1, Double.NaN));
    var curve = SvgReader.of(Files.readString(folder.resolve("curve.svg")));
    assertThat(curve.contents("text")).contains("Loss: nothing to show", "Error");
    assertThat(notes).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNotedAndEndsNoTraining() throws IOException {
    Files.createFile(folder.resolve("file"));
    var pictures = new RunPictures(folder.resolve("file"), "Run", List.of(), "train", notes::add);
    pictures.accept(step(1, 1));
    pictures.accept(evaluated(1, 1));
    assertThat(notes).hasSize(2).allSatisfy(note -> assertThat(note).startsWith("cannot write"));
  }

  private RunPictures pictures() {
    return new RunPictures(folder, "Run", List.of("고양이", "<dog>"), "train", notes::add);
  }

  private static TrainingEvent step(long iteration, double loss) {
    var metrics = new Metrics(loss, 0.5, 0.9, 128, 1000, 0);
    return new TrainingEvent.Step(1, iteration, metrics, 0.1, Double.NaN, iteration);
  }

  private static TrainingEvent evaluated(long iteration, double loss) {
    var evaluation = new Evaluation(3, 4, 4, loss, new long[][] {{2, 0}, {1, 1}}, List.of());
    var contest = new Contest(evaluation, Optional.empty());
    return new TrainingEvent.Evaluated(1, iteration, contest, true, iteration);
  }
}
