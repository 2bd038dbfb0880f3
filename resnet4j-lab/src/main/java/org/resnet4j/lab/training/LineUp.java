package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.zoo.Shortcut;

/**
 * Networks trained side by side with one budget on one data set, as data: the contestants, and what
 * the paper says.
 */
public record LineUp(
    String name,
    String about,
    String title,
    String claim,
    LabSettings defaults,
    List<Contestant> contestants)
    implements Experiment {
  /** AlexNet's learning rate (Krizhevsky et al. 2012, section 5): 0.1 needs batch norm. */
  private static final double WITHOUT_NORM = 0.01;

  /** Options A, B and C against gates and no shortcut: Table 3's question at a small size. */
  public static LineUp shortcuts() {
    return new LineUp(
        "shortcuts",
        "options A, B, C and Highway gates at an equal budget",
        "Which shortcut?",
        "Table 3: A 25.03, B 24.52, C 24.19 % top-1 error of ResNet-34 on ImageNet; “the small"
            + " differences among A/B/C indicate that projection shortcuts are not essential”.",
        new LabSettings("cifar10", List.of(), 4, 0, 128, 1, 0),
        List.of(
            new Contestant("plain-20, none", "plain20", true),
            option(Shortcut.A),
            option(Shortcut.B),
            option(Shortcut.C),
            new Contestant("Highway-19, gates", "highway19_cifar", false).at(WITHOUT_NORM)));
  }

  private static Contestant option(Shortcut option) {
    return new Contestant("ResNet-20, " + option, "resnet20", Optional.of(option), false);
  }

  /** LeNet-5 to ResNet. */
  public static LineUp ancestors() {
    return new LineUp(
        "ancestors",
        "LeNet-5, AlexNet, VGG, GoogLeNet, Highway, plain and ResNet side by side",
        "The ancestors, side by side",
        "Section 1: depth is of crucial importance, and the leading results all exploit very deep"
            + " models, 16 to 30 layers.",
        new LabSettings("mnist", List.of(), 1, 0, 128, 1, 0),
        List.of(
            new Contestant("LeNet-5, 1998", "lenet5_1998", false).at(0.003),
            new Contestant("LeNet-5, modern", "lenet5", false).at(0.03),
            new Contestant("AlexNet, 2012, at 64²", "alexnet", false).enlarged(64).at(WITHOUT_NORM),
            new Contestant("VGG-11, 2014, at 32²", "vgg11_bn", false).enlarged(32),
            new Contestant("GoogLeNet, 2014, at 32²", "googlenet", false).enlarged(32),
            new Contestant("Highway-10, 2015", "highway10_conv16", false).at(WITHOUT_NORM),
            new Contestant("plain-20", "plain20", true),
            new Contestant("ResNet-20", "resnet20", false)));
  }

  /** ResNets by depth against LeNet-5 and plain nets on handwritten digits. */
  public static LineUp mnist() {
    return new LineUp(
        "mnist",
        "ResNets by depth against LeNet-5 and plain nets on MNIST",
        "MNIST by depth",
        "Srivastava et al. 2015 reach 99.43 to 99.55 % with Highway networks of ten layers; He et"
            + " al. 2015 do not report MNIST.",
        new LabSettings("mnist", List.of(), 3, 0, 128, 1, 0),
        List.of(
            new Contestant("LeNet-5, modern", "lenet5", false).at(0.03),
            new Contestant("plain-20", "plain20", true),
            new Contestant("plain-56", "plain56", true),
            new Contestant("ResNet-8", "resnet8", false),
            new Contestant("ResNet-20", "resnet20", false),
            new Contestant("ResNet-56", "resnet56", false)));
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    return Contestant.parts(contestants, settings);
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    var comparison = new Comparison(settings, results);
    var blocks = new ArrayList<Block>();
    blocks.add(new Prose(comparison.conditions() + rates()));
    comparison.divergences(contestants).ifPresent(blocks::add);
    blocks.add(new Prose(best(comparison)));
    blocks.add(comparison.table(name, title, contestants));
    blocks.add(comparison.curves("Test error", "testError", "test error, %", contestants));
    blocks.add(comparison.curves("Training error", "trainError", "training error, %", contestants));
    return new Findings(title, claim, blocks);
  }

  /** Which network did best, and whether the seeds can tell. */
  private String best(Comparison comparison) {
    return contestants.stream()
        .filter(one -> comparison.diverged(one).isEmpty())
        .min(Comparator.comparingDouble(one -> comparison.testError(one).mean()))
        .map(one -> best(one, comparison))
        .orElse("Every network diverged.");
  }

  private static String best(Contestant best, Comparison comparison) {
    var error = comparison.testError(best);
    var settings = comparison.settings();
    double chance = 1.0 / DataFacts.of(settings.data()).classes();
    if (1 - error.mean() < Ruling.LEARNED * chance) {
      return String.format(
          Locale.ROOT,
          "No network has learned: the lowest test error is %s's, %s %%, and chance is %.0f %%."
              + " --epochs %d trains them longer.",
          best.label(),
          error.percent(),
          100 * (1 - chance),
          2 * settings.epochs());
    }
    return "The lowest test error is %s's, %s %%%s."
        .formatted(
            best.label(),
            error.percent(),
            settings.seeds() < Ruling.SEEDS
                ? "; less than three seeds do not tell small differences from chance"
                : "");
  }

  /** The note on learning rates. */
  private String rates() {
    return contestants.stream().anyMatch(one -> one.rate().isPresent())
        ? " Networks that diverge at its learning rate have their own, in the table."
        : "";
  }
}
