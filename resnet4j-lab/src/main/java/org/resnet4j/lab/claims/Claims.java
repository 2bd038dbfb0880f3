package org.resnet4j.lab.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Heading;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.lab.findings.ThreeDigits;
import org.resnet4j.lab.gradients.Condition;
import org.resnet4j.lab.gradients.GradientFlowResults;
import org.resnet4j.lab.gradients.Health;
import org.resnet4j.model.Cost;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.StridePlacement;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * The claims of {@link ClaimsExperiment}, judged.
 *
 * @param depth of the networks whose gradients were measured
 */
record Claims(int depth, GradientFlowResults gradients, Map<String, JsonNode> results) {
  /** The paper's numbers, which take ImageNet. */
  private static final Bars TABLE_TWO =
      new Bars(
          "Table 2, as the paper prints it",
          "depth (weighted layers)",
          "top-1 error on ImageNet, %",
          List.of("18-layer", "34-layer"),
          List.of(
              new Bar("plain", new double[] {27.94, 28.54}),
              new Bar("ResNet", new double[] {27.88, 25.03})));

  Findings findings() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Prose(
            "Statements that one reads and hears about residual networks. Each is checked against a"
                + " count or a measurement; where that needs trainings that have not been run in"
                + " the folder beside this one, it says so, and with which command to run them."));
    blocks.add(new Heading("Why it trains"));
    blocks.add(vanishing());
    blocks.add(identity());
    blocks.add(depthAlone());
    blocks.add(nearZero());
    blocks.add(new Heading("What it costs"));
    blocks.add(savesComputation());
    blocks.add(eighteen());
    blocks.add(bottleneck());
    blocks.add(deepAndCheap());
    blocks.add(new Heading("How deep one can go"));
    blocks.add(tableTwo());
    blocks.add(TABLE_TWO);
    blocks.add(new Heading("As it is told"));
    blocks.addAll(Lectures.all());
    return new Findings(
        "What lectures say about ResNet",
        "Section 4.1: the difficulty of plain nets is “unlikely to be caused by vanishing"
            + " gradients”. Section 3.3: ResNet-152 has “lower complexity than VGG-16/19”. Section"
            + " 4.2: residual functions are “generally closer to zero”.",
        blocks);
  }

  private Judgement vanishing() {
    double plain = gradients.ratio("plain", depth, Condition.PAPER);
    double residual = gradients.ratio("resnet", depth, Condition.PAPER);
    var degradation =
        verdict("degradation", "A deeper plain network has a higher training error.")
            .filter(one -> one.get("verdict").asText().equals(Verdict.HOLDS.name()))
            .map(one -> "; degradation all the same: " + one.get("evidence").asText())
            .orElse("");
    return new Judgement(
        "Vanishing gradients explain why deeper plain networks train worse.",
        Health.verdict(Health.of(plain) == Health.VANISHES, plain, residual),
        String.format(
            Locale.ROOT,
            "with batch norm the gradient at the first layer over that at the last: plain-%d %s,"
                + " ResNet-%1$d %s%s",
            depth,
            Health.said(plain),
            Health.said(residual),
            degradation));
  }

  private Judgement identity() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (var block : gradients.blocks(depth, Condition.PAPER)) {
      least = Math.min(least, block.get("gain").asDouble());
      most = Math.max(most, block.get("gain").asDouble());
    }
    return new Judgement(
        "H′(x) = F′(x) + 1, so that gradients pass a residual network unchanged.",
        Verdict.HOLDS_IF,
        String.format(
            Locale.ROOT,
            "the sum's derivative is exactly that, but F′ is not 0 and a ReLU follows: through the"
                + " blocks of ResNet-%d the gradient's norm changes by factors from %s to %s",
            depth,
            ThreeDigits.of(least),
            ThreeDigits.of(most)));
  }

  /**
   * Table 2 needs ImageNet; the same question at a size that can be trained here. That a deeper
   * residual network does not err more is judged there, not that it errs less.
   */
  private Judgement tableTwo() {
    var sentence =
        "Deeper plain networks err more, deeper residual ones less (Table 2: plain-18 27.94,"
            + " plain-34 28.54, ResNet-18 27.88, ResNet-34 25.03 %).";
    var plain = measured("degradation", "A deeper plain network has a higher training error.");
    var residual =
        measured("degradation", "A deeper residual network has a higher training error.");
    if (plain.isEmpty() || residual.isEmpty()) {
      return notMeasured(sentence, "degradation");
    }
    boolean as =
        plain.get().get("verdict").asText().equals(Verdict.HOLDS.name())
            && residual.get().get("verdict").asText().equals(Verdict.DOES_NOT.name());
    return new Judgement(
        sentence,
        as ? Verdict.HOLDS_IF : Verdict.DOES_NOT,
        ("in place of ImageNet, the experiment degradation, which judges whether a deeper network"
                + " errs more, not whether it errs less: %s; %s")
            .formatted(
                plain.get().get("evidence").asText(), residual.get().get("evidence").asText()));
  }

  private Judgement depthAlone() {
    return measured("degradation", "A deeper plain network has a higher training error.")
        .map(
            one ->
                new Judgement(
                    "Depth alone lowers the error.",
                    one.get("verdict").asText().equals(Verdict.HOLDS.name())
                        ? Verdict.DOES_NOT
                        : Verdict.HOLDS_IF,
                    one.get("evidence").asText()))
        .orElseGet(() -> notMeasured("Depth alone lowers the error.", "degradation"));
  }

  private Judgement nearZero() {
    var sentence =
        "At the optimal depth, what is left over for the residual functions goes to zero.";
    return measured("layer-responses", "Residual networks have smaller responses than plain ones.")
        .map(
            one -> {
              var evidence = one.get("evidence").asText();
              return one.get("verdict").asText().equals(Verdict.HOLDS.name())
                  ? new Judgement(
                      sentence,
                      Verdict.HOLDS_IF,
                      "closer to zero than plain ones, not zero: " + evidence)
                  : new Judgement(
                      sentence, Verdict.DOES_NOT, "no closer to zero than plain ones: " + evidence);
            })
        .orElseGet(() -> notMeasured(sentence, "layer-responses"));
  }

  private static Judgement notMeasured(String sentence, String experiment) {
    return new Judgement(
        sentence,
        Verdict.NOT_MEASURED,
        "to measure it: ./resnet4j experiment " + experiment + ", then this again");
  }

  /** The verdict of another experiment, if it was able to give one. */
  private Optional<JsonNode> measured(String experiment, String sentence) {
    return verdict(experiment, sentence)
        .filter(one -> !one.get("verdict").asText().equals(Verdict.NOT_MEASURED.name()));
  }

  private Optional<JsonNode> verdict(String experiment, String sentence) {
    var findings = Optional.ofNullable(results.get("findings/" + experiment));
    return findings.stream()
        .flatMap(found -> StreamSupport.stream(found.get("judgements").spliterator(), false))
        .filter(one -> one.get("sentence").asText().equals(sentence))
        .findFirst();
  }

  private static Judgement savesComputation() {
    var plain = cost("plain34", ZooOptions.DEFAULTS);
    var residual = cost("resnet34", ZooOptions.DEFAULTS.withShortcut(Shortcut.A));
    var projected = cost("resnet34", ZooOptions.DEFAULTS);
    return new Judgement(
        "Residual learning saves computation.",
        residual.multiplyAdds() < plain.multiplyAdds() ? Verdict.HOLDS : Verdict.DOES_NOT,
        "plain-34 %s, ResNet-34 with option A %s, with option B %s multiply-adds"
            .formatted(billions(plain), billions(residual), billions(projected)));
  }

  private Judgement eighteen() {
    var plain = cost("plain18", ZooOptions.DEFAULTS);
    var residual = cost("resnet18", ZooOptions.DEFAULTS);
    double slow = results.get("step-time-plain18").get("seconds").asDouble();
    double fast = results.get("step-time-resnet18").get("seconds").asDouble();
    boolean holds = residual.parameters() < plain.parameters() && fast < slow;
    return new Judgement(
        "ResNet-18 has fewer parameters than plain-18 and trains faster.",
        holds ? Verdict.HOLDS : Verdict.DOES_NOT,
        String.format(
            Locale.ROOT,
            "parameters: plain-18 %,d, ResNet-18 %,d (option A: as many as plain); a step of"
                + " training 8 images of 64²: %.0f ms and %.0f ms. What the paper shows is that it"
                + " converges in fewer steps",
            plain.parameters(),
            residual.parameters(),
            1000 * slow,
            1000 * fast));
  }

  /** Weights are in × out × k × k; leaving out the input channels gives 1,152 and 896. */
  private static Judgement bottleneck() {
    int basic = 2 * 9 * 64 * 64;
    int bottleneck = 256 * 64 + 9 * 64 * 64 + 64 * 256;
    int wide = 2 * 9 * 256 * 256;
    return new Judgement(
        "A bottleneck takes 896 weights where a basic block takes 1,152.",
        Verdict.DOES_NOT,
        String.format(
            Locale.ROOT,
            "that leaves out the input channels: the basic block on 64 channels has %,d weights,"
                + " the bottleneck on 256 channels %,d, two 3 × 3 convolutions on 256 channels %,d",
            basic,
            bottleneck,
            wide));
  }

  private static Judgement deepAndCheap() {
    var options = ZooOptions.DEFAULTS.withStridePlacement(StridePlacement.PAPER);
    var deep = cost("resnet152", options);
    var vgg16 = cost("vgg16", ZooOptions.DEFAULTS);
    var vgg19 = cost("vgg19", ZooOptions.DEFAULTS);
    return new Judgement(
        "ResNet-152 is eight times as deep as VGG and cheaper.",
        deep.multiplyAdds() < vgg16.multiplyAdds() ? Verdict.HOLDS : Verdict.DOES_NOT,
        "152 / 19 = 8; multiply-adds: ResNet-152 %s, VGG-16 %s, VGG-19 %s"
            .formatted(billions(deep), billions(vgg16), billions(vgg19)));
  }

  private static Cost cost(String model, ZooOptions options) {
    var architecture = Zoo.of(model, options);
    return Cost.of(architecture.layer(), architecture.input());
  }

  private static String billions(Cost cost) {
    return String.format(Locale.ROOT, "%.2f G", cost.multiplyAdds() / 1e9);
  }
}
