package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;

/**
 * Whether two trained networks decide a claim, and how. A claim is only judged on networks that
 * have learned, from enough seeds, at an epoch after which another one would not turn it round;
 * otherwise it is not measured, and the ruling says which options would measure it.
 */
record Ruling(Experiment experiment, Comparison comparison) {
  /** A network has learned once it is right this many times as often as chance. */
  static final double LEARNED = 2;

  /** A network whose error fell by more than this in its last epoch, five points, still learns. */
  private static final double STILL_LEARNS = 0.05;

  /** With so many seeds their deviation tells what is chance. */
  static final int SEEDS = 3;

  /** With fewer seeds only a difference of so much, five points, counts. */
  private static final double PLAIN_TO_SEE = 0.05;

  /** With fewer seeds only a value counts that is smaller by this part of the larger one. */
  private static final double CLEARLY_SMALLER = 0.1;

  /** The preconditions of {@link #higherError} in words, for the page. */
  static final String OF_ERRORS =
      String.format(
          Locale.ROOT,
          "A verdict takes networks that have learned: right at least %.0f times as often as"
              + " chance, on the training images and on the test images; %d seeds and a difference"
              + " of two standard errors, or with fewer seeds a difference of %.0f points; and"
              + " curves that no longer fall steeply: in its last epoch the network with the higher"
              + " error gained less than half of the difference. Where one of these fails, the"
              + " claim is not measured.",
          LEARNED,
          SEEDS,
          100 * PLAIN_TO_SEE);

  /** The preconditions of {@link #smaller} in words, for the page. */
  static final String OF_TRAINED =
      String.format(
          Locale.ROOT,
          "A verdict takes networks that have learned: right at least %.0f times as often as"
              + " chance, on the training images and on the test images; training errors that fell"
              + " by less than %.0f points in the last epoch; and %d seeds and a difference of two"
              + " standard errors, or with fewer seeds a difference of %.0f %% of the larger value."
              + " Where one of these fails, the claim is not measured.",
          LEARNED,
          100 * STILL_LEARNS,
          SEEDS,
          100 * CLEARLY_SMALLER);

  /** What is missing, and the options that would bring it. */
  private static final class Missing {
    private final List<String> why = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    void add(String what, String option, int value) {
      why.add(what);
      options.put(option, Integer.toString(value));
    }
  }

  /** The claim that the training error of one network is above that of the other. */
  Judgement higherError(String sentence, Contestant one, Contestant other) {
    if (one.equals(other)) {
      var more = new Missing();
      more.why.add("one depth alone");
      more.options.put("--depths", depths(experiment.defaults()));
      return new Judgement(sentence, Verdict.NOT_MEASURED, words(more));
    }
    var missing = new Missing();
    trained(missing, one, other);
    if (!missing.why.isEmpty()) {
      return notMeasured(sentence, missing, one, other);
    }
    var first = comparison.trainError(one);
    var second = comparison.trainError(other);
    double difference = first.mean() - second.mean();
    double chance = 2 * Math.hypot(first.error(), second.error());
    seeds(missing, first, second);
    stillFalling(missing, difference > 0 ? one : other, Math.max(Math.abs(difference), chance) / 2);
    if (!missing.why.isEmpty()) {
      return notMeasured(sentence, missing, one, other);
    }
    return new Judgement(
        sentence,
        difference > chance ? Verdict.HOLDS : Verdict.DOES_NOT,
        errors(one) + ", " + errors(other));
  }

  /**
   * The claim that a number of one trained network is below that of another.
   *
   * @param number of a training's result
   * @param evidence the numbers in words
   */
  Judgement smaller(
      String sentence,
      Contestant one,
      Contestant other,
      ToDoubleFunction<JsonNode> number,
      String evidence) {
    var missing = new Missing();
    trained(missing, one, other);
    for (var each : List.of(one, other)) {
      if (comparison.diverged(each).isEmpty()) {
        stillFalling(missing, each, STILL_LEARNS);
      }
    }
    var first = comparison.spread(one, number);
    var second = comparison.spread(other, number);
    double difference = second.mean() - first.mean();
    double plain = CLEARLY_SMALLER * Math.max(first.mean(), second.mean());
    if (settings().seeds() < SEEDS && Math.abs(difference) < plain) {
      missing.add(seedWords(), "--seeds", SEEDS);
    }
    double chance = 2 * Math.hypot(first.error(), second.error());
    return missing.why.isEmpty()
        ? new Judgement(sentence, difference > chance ? Verdict.HOLDS : Verdict.DOES_NOT, evidence)
        : new Judgement(sentence, Verdict.NOT_MEASURED, evidence + "; but " + words(missing));
  }

  private Judgement notMeasured(
      String sentence, Missing missing, Contestant one, Contestant other) {
    return new Judgement(
        sentence,
        Verdict.NOT_MEASURED,
        "%s, %s; %s".formatted(errors(one), errors(other), words(missing)));
  }

  private String words(Missing missing) {
    var words = String.join("; ", missing.why);
    if (missing.options.isEmpty()) {
      return words;
    }
    var options = new LinkedHashMap<>(own());
    options.putAll(missing.options);
    return "%s; to measure it: ./resnet4j experiment %s %s"
        .formatted(
            words,
            experiment.name(),
            options.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(" ")));
  }

  /** The options of this run: what is not as the experiment has it by default. */
  private Map<String, String> own() {
    var here = options(settings());
    var defaults = options(experiment.defaults());
    here.entrySet().removeAll(defaults.entrySet());
    return here;
  }

  private static Map<String, String> options(LabSettings settings) {
    var options = new LinkedHashMap<String, String>();
    options.put("--data", settings.data());
    options.put("--depths", depths(settings));
    options.put("--epochs", Integer.toString(settings.epochs()));
    options.put("--batch-size", Integer.toString(settings.batchSize()));
    options.put("--seeds", Integer.toString(settings.seeds()));
    options.put("--seed", Long.toString(settings.seed()));
    return options;
  }

  private static String depths(LabSettings settings) {
    return settings.depths().stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private String errors(Contestant one) {
    return comparison
        .diverged(one)
        .map(words -> one.label() + " diverged: " + words)
        .orElseGet(
            () ->
                "training error of %s %s %%"
                    .formatted(one.label(), comparison.trainError(one).percent()));
  }

  private void trained(Missing missing, Contestant... both) {
    double chance = 1.0 / DataFacts.of(settings().data()).classes();
    for (var one : both) {
      if (comparison.diverged(one).isPresent()) {
        missing.why.add(one.label() + " has no error to compare");
      } else if (1 - highestError(one) < LEARNED * chance) {
        missing.add(
            String.format(
                Locale.ROOT,
                "%s has hardly learned (chance is %.0f %%)",
                one.label(),
                100 * (1 - chance)),
            "--epochs",
            2 * settings().epochs());
      }
    }
  }

  /** On the images that it was trained on, or on those of the test. */
  private double highestError(Contestant one) {
    return Math.max(comparison.trainError(one).mean(), comparison.testError(one).mean());
  }

  private void seeds(Missing missing, Spread one, Spread other) {
    boolean few = settings().seeds() < SEEDS;
    if (few && Math.abs(one.mean() - other.mean()) < PLAIN_TO_SEE) {
      missing.add(seedWords(), "--seeds", SEEDS);
    }
  }

  private String seedWords() {
    return settings().seeds() == 1
        ? "one seed does not tell this difference from chance"
        : settings().seeds() + " seeds do not tell this difference from chance";
  }

  private void stillFalling(Missing missing, Contestant behind, double most) {
    double last = comparison.lastGain(behind);
    if (!(last < most)) {
      missing.add(
          Double.isNaN(last)
              ? "one epoch does not show whether the curves still fall"
              : String.format(
                  Locale.ROOT,
                  "%s still falls steeply: by %.2f points in the last epoch",
                  behind.label(),
                  100 * last),
          "--epochs",
          Math.max(2 * settings().epochs(), 4));
    }
  }

  private LabSettings settings() {
    return comparison.settings();
  }
}
