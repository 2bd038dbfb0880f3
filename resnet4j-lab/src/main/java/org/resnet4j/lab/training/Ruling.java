package org.resnet4j.lab.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;

/**
 * Whether two trained networks decide a claim, and how. A claim is only judged on networks that
 * have learned, from enough seeds, at an epoch after which another one would not turn it round;
 * otherwise it is not measured, and the ruling says which options would measure it.
 */
record Ruling(Comparison comparison) {
  /** A network has learned once it is right this many times as often as chance. */
  private static final double LEARNED = 2;

  /** With so many seeds their deviation tells what is chance. */
  private static final int SEEDS = 3;

  /** With fewer seeds only a difference of so much, five points, counts. */
  private static final double PLAIN_TO_SEE = 0.05;

  /** The preconditions in words, for the page. */
  static final String PRECONDITIONS =
      String.format(
          Locale.ROOT,
          "A verdict takes networks that have learned: right on the training images at least %.0f"
              + " times as often as chance; %d seeds and a difference of two standard errors, or"
              + " with fewer seeds a difference of %.0f points; and curves that no longer fall"
              + " steeply: in its last epoch the network with the higher error gained less than"
              + " half of the difference. Where one of these fails, the claim is not measured.",
          LEARNED,
          SEEDS,
          100 * PLAIN_TO_SEE);

  /** What is missing, and the options that would bring it. */
  private static final class Missing {
    private final List<String> why = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    void add(String what, String option, int value) {
      why.add(what);
      options.put(option, option + " " + value);
    }

    String words(String experiment) {
      var words = String.join("; ", why);
      return options.isEmpty()
          ? words
          : "%s; to measure it: ./resnet4j experiment %s %s"
              .formatted(words, experiment, String.join(" ", options.values()));
    }
  }

  /** The claim that the training error of one network is above that of the other. */
  Judgement higherError(String sentence, Contestant one, Contestant other, String experiment) {
    if (one.equals(other)) {
      return new Judgement(
          sentence,
          Verdict.NOT_MEASURED,
          "one depth alone; to measure it: ./resnet4j experiment "
              + experiment
              + " --depths 20,56");
    }
    var missing = new Missing();
    trained(missing, one, other);
    if (!missing.why.isEmpty()) {
      return notMeasured(sentence, missing, one, other, experiment);
    }
    var first = comparison.trainError(one);
    var second = comparison.trainError(other);
    double difference = first.mean() - second.mean();
    double chance = 2 * Math.hypot(first.error(), second.error());
    seeds(missing, first, second);
    stillFalling(missing, difference > 0 ? one : other, Math.max(Math.abs(difference), chance));
    if (!missing.why.isEmpty()) {
      return notMeasured(sentence, missing, one, other, experiment);
    }
    return new Judgement(
        sentence,
        difference > chance ? Verdict.HOLDS : Verdict.DOES_NOT,
        errors(one) + ", " + errors(other));
  }

  /**
   * A claim about two trained networks that another number decides: it is only judged if both have
   * learned.
   */
  Judgement ofTrained(
      Contestant one, Contestant other, String experiment, Judgement judged, boolean clear) {
    var missing = new Missing();
    trained(missing, one, other);
    if (!clear && settings().seeds() < SEEDS) {
      missing.add(seedWords(), "--seeds", SEEDS);
    }
    return missing.why.isEmpty()
        ? judged
        : new Judgement(
            judged.sentence(),
            Verdict.NOT_MEASURED,
            judged.evidence() + "; but " + missing.words(experiment + flags()));
  }

  private Judgement notMeasured(
      String sentence, Missing missing, Contestant one, Contestant other, String experiment) {
    return new Judgement(
        sentence,
        Verdict.NOT_MEASURED,
        "%s, %s; %s".formatted(errors(one), errors(other), missing.words(experiment + flags())));
  }

  /** What stays as it is. */
  private String flags() {
    var depths = settings().depths().stream().map(Object::toString).toList();
    return " --data "
        + settings().data()
        + (depths.isEmpty() ? "" : " --depths " + String.join(",", depths));
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
      } else if (1 - comparison.trainError(one).mean() < LEARNED * chance) {
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

  private void stillFalling(Missing missing, Contestant behind, double difference) {
    double last = comparison.lastGain(behind);
    if (!(last < difference / 2)) {
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
