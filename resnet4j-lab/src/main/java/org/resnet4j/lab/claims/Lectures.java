package org.resnet4j.lab.claims;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shapes;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Sentences of lectures that a count or the paper itself decides, quoted as students meet them. */
final class Lectures {
  private Lectures() {}

  static List<Judgement> all() {
    return List.of(ensemble(), pooling(), weightDecay(), difference(), gates(), lackOfData());
  }

  private static Judgement ensemble() {
    return new Judgement(
        "ResNet-152's error on ImageNet is 3.57 %.",
        Verdict.DOES_NOT,
        "3.57 % (top-5, test) is an ensemble of six networks (Table 5); ResNet-152 alone has 4.49 %"
            + " (top-5, validation, Table 4): a mean of several networks errs less than each");
  }

  /** Of all places where the map gets smaller, how many are pooling. */
  private static Judgement pooling() {
    int large = halvings("resnet34", false);
    int pooled = halvings("resnet34", true);
    int small = halvings("resnet20", false);
    return new Judgement(
        "Between its stages, pooling halves the map.",
        halvings("resnet20", true) > 0 || pooled > 1 ? Verdict.HOLDS : Verdict.DOES_NOT,
        String.format(
            Locale.ROOT,
            "ResNet-34 halves its map %d times, %d of them by pooling, before the first stage;"
                + " ResNet-20 %d times, none by pooling: between stages the first convolution has"
                + " stride 2",
            large,
            pooled,
            small));
  }

  private static int halvings(String model, boolean pooling) {
    var architecture = Zoo.of(model);
    int count = 0;
    for (var node : Shapes.trace(architecture.layer(), architecture.input())) {
      boolean pool = node.layer() instanceof Layer.MaxPool2d;
      boolean convolution = node.layer() instanceof Layer.Conv2d;
      boolean halves =
          node.in().isImage()
              && node.out().isImage()
              && node.out().height() < node.in().height()
              && !node.path().contains("downsample");
      count += halves && (pool || !pooling && convolution) ? 1 : 0;
    }
    return count;
  }

  private static Judgement weightDecay() {
    double printed = Recipes.of("paper-cifar10").optimisation().weightDecay();
    return new Judgement(
        "The paper's weight decay is 0.00001.",
        printed == 1e-5 ? Verdict.HOLDS : Verdict.DOES_NOT,
        String.format(
            Locale.ROOT,
            "it is %s (sections 3.4 and 4.2); a zero too many on a slide",
            BigDecimal.valueOf(printed).stripTrailingZeros().toPlainString()));
  }

  private static Judgement difference() {
    long plain = cost("plain20", ZooOptions.DEFAULTS).multiplyAdds();
    long residual = cost("resnet20", ZooOptions.DEFAULTS).multiplyAdds();
    return new Judgement(
        "ResNet computes less because it only learns the difference.",
        residual < plain ? Verdict.HOLDS : Verdict.DOES_NOT,
        String.format(
            Locale.ROOT,
            "plain-20 and ResNet-20 take %,d and %,d multiply-adds: F(x) is computed by the same"
                + " layers as H(x) would be, and the sum comes on top",
            plain,
            residual));
  }

  private static Judgement gates() {
    var none = ZooOptions.DEFAULTS.withShortcut(Shortcut.A);
    long plain = cost("plain20", ZooOptions.DEFAULTS).parameters();
    long identity = cost("resnet20", none).parameters() - plain;
    var highway = Zoo.of("highway19_cifar");
    long gates =
        Cost.of(highway.layer(), highway.input()).rows().stream()
            .filter(row -> row.node().path().contains("gate"))
            .mapToLong(Cost.Row::parameters)
            .sum();
    return new Judgement(
        "A shortcut is a gate, like LSTM's cell state or a Highway network's.",
        identity == 0 ? Verdict.DOES_NOT : Verdict.HOLDS_IF,
        String.format(
            Locale.ROOT,
            "gates are learned and can close (Highway-19's take %,d parameters, and LSTM's forget"
                + " gate scales the cell state); ResNet-20's identity shortcuts have %,d parameters"
                + " and are always open",
            gates,
            identity));
  }

  private static Judgement lackOfData() {
    return new Judgement(
        "Networks of 1000 layers fail, for lack of data.",
        Verdict.NOT_MEASURED,
        "the paper's 1,202 layers do train (training error below 0.1 %); their test error, 7.93 %"
            + " against 6.43 % at 110 layers, it ascribes to overfitting on a small data set, and"
            + " tests neither more data nor more regularisation; to measure the errors, in days:"
            + " ./resnet4j experiment degradation --depths 110,1202 --epochs 164");
  }

  private static Cost cost(String model, ZooOptions options) {
    var architecture = Zoo.of(model, options);
    return Cost.of(architecture.layer(), architecture.input());
  }
}
