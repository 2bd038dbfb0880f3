package org.resnet4j.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.Findings.Verdict;

/** The verdicts' words on trainings of every kind. */
final class RulingTest {
  private static final double[] LEARNED = {0.5, 0.16, 0.15};

  private static Findings findings(String experiment, Trainings trainings) {
    return Experiments.of(experiment).findings(trainings.settings(), trainings.results());
  }

  /** On the residual networks; the plain ones always learn. */
  private static Judgement residual(Trainings trainings) {
    for (long seed : trainings.settings().allSeeds()) {
      trainings.with("plain20", seed, LEARNED).with("plain56", seed, 0.7, 0.5, 0.48);
    }
    return findings("degradation", trainings).judgements().getLast();
  }

  @Test
  void aNetworkAtChanceDecidesNothing() {
    var told =
        residual(
            new Trainings(4, 1)
                .with("resnet20", 0, 0.6, 0.3, 0.2, 0.19)
                .with("resnet56", 0, 0.91, 0.9, 0.8990, 0.8984));
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.verdict().words()).isEqualTo("not measured");
    assertThat(told.evidence())
        .contains("ResNet-56 89.84 %", "hardly learned", "chance is 90 %")
        .endsWith("./resnet4j experiment degradation --data mnist-sample --epochs 8");
  }

  @Test
  void aNetworkThatOnlyKnowsItsTrainingImagesDecidesNothing() {
    var trainings = new Trainings(3, 1).with("resnet20", 0, LEARNED);
    trainings.with("resnet56", 0, 0.5, 0.32, 0.3).tested("resnet56", 0, 0.9);
    var told = residual(trainings);
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.evidence()).contains("ResNet-56 has hardly learned");
    assertThat(responses(trainings).verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  private static Judgement responses(Trainings trainings) {
    return findings("layer-responses", trainings).judgements().getFirst();
  }

  @Test
  void responsesOfNetworksThatStillLearnDecideNothing() {
    var settled = new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, LEARNED);
    residual(settled.responding("resnet56", 0, 0.3));
    assertThat(responses(settled).verdict()).isEqualTo(Verdict.HOLDS);
    var steep = new Trainings(3, 1).with("resnet20", 0, LEARNED);
    residual(steep.with("resnet56", 0, 0.6, 0.4, 0.3).responding("resnet56", 0, 0.3));
    assertThat(responses(steep).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(responses(steep).evidence())
        .contains("ResNet-56 still falls steeply: by 10.00 points", "--epochs 6");
  }

  @Test
  void responsesAreJudgedOnAllSeeds() {
    var alike = new Trainings(3, 3);
    double[] noise = {0.2, 0.9, 0.7};
    for (int seed = 0; seed < 3; seed++) {
      alike.with("resnet20", seed, LEARNED).with("resnet56", seed, LEARNED);
      alike.responding("resnet56", seed, noise[seed]);
    }
    residual(alike);
    assertThat(responses(alike).verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(responses(alike).evidence()).contains("ResNet 0.600 ± 0.361, plain 0.500 ± 0.000");
  }

  @Test
  void theCommandThatWouldMeasureKeepsWhatWasAskedFor() {
    var asked = new Trainings(2, 2);
    for (int seed = 0; seed < 2; seed++) {
      asked.with("resnet20", seed, 0.5, 0.16).with("resnet56", seed, 0.91, 0.9);
    }
    assertThat(residual(asked).evidence())
        .endsWith("degradation --data mnist-sample --epochs 4 --seeds 2");
  }

  @Test
  void aCurveThatStillFallsSteeplyDecidesNothing() {
    var told =
        residual(
            new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, 0.8, 0.55, 0.35));
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.evidence()).contains("still falls steeply: by 20.00 points", "--epochs 6");
  }

  @Test
  void oneEpochDecidesNothing() {
    var told = residual(new Trainings(1, 1).with("resnet20", 0, 0.1).with("resnet56", 0, 0.3));
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.evidence()).contains("one epoch does not show").contains("--epochs 4");
  }

  @Test
  void aSmallDifferenceOfOneSeedDecidesNothing() {
    var told =
        residual(
            new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, 0.5, 0.17, 0.165));
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.evidence()).contains("one seed").endsWith("--seeds 3");
  }

  @Test
  void threeSeedsTellASmallDifferenceFromChance() {
    var apart = new Trainings(3, 3);
    var alike = new Trainings(3, 3);
    double[] noise = {0, 0.001, 0.002};
    for (int seed = 0; seed < 3; seed++) {
      apart.with("resnet20", seed, 0.5, 0.152, 0.150 + noise[seed]);
      apart.with("resnet56", seed, 0.5, 0.162, 0.160 + noise[seed]);
      alike.with("resnet20", seed, 0.5, 0.1505, 0.150 + noise[seed]);
      alike.with("resnet56", seed, 0.5, 0.1505, 0.150 + noise[2 - seed]);
    }
    assertThat(residual(apart).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(residual(alike).verdict()).isEqualTo(Verdict.DOES_NOT);
  }

  @Test
  void aLargeDifferenceOfTrainedNetworksHolds() {
    var trainings =
        new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, 0.5, 0.13, 0.12);
    residual(trainings);
    var plain = findings("degradation", trainings).judgements().getFirst();
    assertThat(plain.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(plain.evidence())
        .isEqualTo("training error of plain-56 48.00 %, training error of plain-20 15.00 %");
  }

  @Test
  void aNetworkThatDivergesIsAResult() {
    var trainings = new Trainings(3, 1).with("resnet20", 0, LEARNED).diverged("resnet56", 0);
    var told = residual(trainings);
    assertThat(told.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(told.evidence()).contains("ResNet-56 diverged: the loss became NaN in epoch 1");
    var page = findings("degradation", trainings);
    assertThat(page.blocks().toString()).contains("ResNet-56, diverged, diverged");
    var responses = findings("layer-responses", trainings).judgements().getFirst();
    assertThat(responses.verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void thePreconditionsAreOnThePage() {
    var trainings = new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, LEARNED);
    residual(trainings);
    assertThat(findings("degradation", trainings).blocks()).contains(new Prose(Ruling.OF_ERRORS));
  }

  @Test
  void everyDataSetIsTrainedByTheRecipeOfItsCard() {
    var experiment = Experiments.of("degradation");
    var settings = experiment.defaults();
    assertThat(settings(experiment.parts(settings))).contains("\"name\" : \"fast-cifar10\"");
    var digits = new Trainings(3, 1).settings();
    assertThat(settings(experiment.parts(digits)))
        .contains("\"augmentation\" : [ \"pad-crop 2\" ]");
  }

  private static String settings(List<Part> parts) {
    return parts.stream().map(Part::settings).collect(Collectors.joining());
  }

  @Test
  void curvesSideBySideShareTheirAxesAndSayWhatIsDashed() {
    var trainings = new Trainings(3, 1).with("resnet20", 0, LEARNED).with("resnet56", 0, LEARNED);
    residual(trainings);
    var curves =
        findings("degradation", trainings).blocks().stream()
            .filter(Lines.class::isInstance)
            .map(Lines.class::cast)
            .toList();
    assertThat(curves).hasSize(4);
    for (int i = 0; i < curves.size(); i += 2) {
      var plain = curves.get(i);
      var residual = curves.get(i + 1);
      assertThat(plain.spanned()).isEqualTo(residual.spanned()).hasSize(4);
      assertThat(plain.title()).endsWith("(dashed)");
      assertThat(plain.series()).allMatch(Series::dashed);
      assertThat(residual.title()).endsWith("(solid)");
      assertThat(residual.series()).noneMatch(Series::dashed);
    }
  }

  @Test
  void aLineUpOfNetworksAtChanceHasNoBest() {
    var experiment = LineUp.mnist();
    var trainings = new Trainings(3, 1);
    for (var model : List.of("lenet5", "plain20", "plain56", "resnet8", "resnet20", "resnet56")) {
      trainings.with(model, 0, 0.9, 0.9, 0.89);
    }
    trainings.with("resnet8", 0, 0.9, 0.85, 0.83);
    assertThat(experiment.findings(experiment.defaults(), trainings.results()).blocks().toString())
        .contains("No network has learned: the lowest test error is ResNet-8's, 83.00 %")
        .contains("--epochs 6")
        .doesNotContain("The lowest test error");
  }

  @Test
  void aLineUpTellsWhichNetworkDiverged() {
    var experiment = LineUp.mnist();
    var trainings = new Trainings(3, 1).with("lenet5", 0, LEARNED);
    for (var model : List.of("plain20", "resnet8", "resnet20", "resnet56")) {
      trainings.with(model, 0, 0.4, 0.3, 0.2);
    }
    trainings.diverged("plain56", 0);
    var blocks = experiment.findings(experiment.defaults(), trainings.results()).blocks();
    assertThat(blocks.toString())
        .contains("plain-56 diverged: the loss became NaN")
        .contains("lowest test error is LeNet-5, modern's, 15.00 %");
    assertThat(blocks.stream().filter(Table.class::isInstance)).hasSize(1);
  }
}
