package org.resnet4j.cli.export;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.int8.CalibrationImages;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.data.Split;
import org.resnet4j.export.int8.RangeRule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a graph is put into 8 bits, and on which images. */
final class Int8Options {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--int8",
      description =
          "onnx: compute in 8-bit integers, batch norms folded; needs --calibrate. Prints the"
              + " accuracy before and after.")
  boolean int8;

  @Option(
      names = "--calibrate",
      paramLabel = "NAME|DIR",
      description =
          "Images that show what values the network has: a data set, whose training images are"
              + " taken, or a folder of <class>/ folders.")
  @Nullable String data;

  @Option(
      names = "--calibration",
      paramLabel = "auto|min-max|percentile|entropy",
      description =
          "How 8 bits are laid over the values; auto tries all and takes the one whose logits"
              + " differ least (default: auto).")
  @Nullable String rule;

  @Option(
      names = "--calibration-images",
      paramLabel = "N",
      description = "Number of images to calibrate on (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 65536)
  int images = 256;

  @Option(
      names = "--test-images",
      paramLabel = "N",
      description = "Number of test images for the accuracy (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1_000_000)
  int tests = 1000;

  /** Whether it is asked for; half a wish is wrong usage. */
  boolean wanted(boolean onnx) {
    if (!int8 && (data != null || rule != null)) {
      throw usage("--calibrate and --calibration belong to --int8");
    }
    if (int8 && !onnx) {
      throw usage("--int8 belongs to --format onnx");
    }
    if (int8 && data == null) {
      throw usage(
          "--int8 needs --calibrate: images that show what values the network has, a data set"
              + " or a folder");
    }
    rule();
    return int8;
  }

  /** The rule that was named; empty for the best. */
  Optional<RangeRule> rule() {
    if (rule == null || rule.equals("auto")) {
      return Optional.empty();
    }
    for (var known : RangeRule.values()) {
      if (named(known).equals(rule)) {
        return Optional.of(known);
      }
    }
    throw usage(
        "'%s' is no way to calibrate; choose from auto, min-max, percentile, entropy"
            .formatted(rule));
  }

  /** A rule as users type it. */
  static String named(RangeRule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Images to calibrate on, and others to test on where there are others. */
  Split open(Answer answer) {
    return CalibrationImages.open(String.valueOf(data), answer);
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
