package org.resnet4j.train.recipe;

import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.augment.AlternatingFlip;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.ColourJitter;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.augment.PadCrop;
import org.resnet4j.data.augment.PcaColour;
import org.resnet4j.data.augment.RandAugment;
import org.resnet4j.data.augment.RandomCrop;
import org.resnet4j.data.augment.RandomErasing;
import org.resnet4j.data.augment.RandomResizedCrop;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ScaleJitter;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.augment.TrivialAugment;

/** Steps of augmentation as recipes and options write them: a word, then its numbers. */
public final class AugmentationWords {
  /** Every word with the names of its numbers. */
  public static final List<String> ALL =
      List.of(
          "pad-crop PIXELS",
          "reflect-crop PIXELS",
          "flip",
          "alternating-flip",
          "resize SHORTER-SIDE",
          "resize-to HEIGHT WIDTH",
          "centre-crop SIDE",
          "random-crop SIDE",
          "random-resized-crop SIDE",
          "scale-jitter FROM TO",
          "colour-jitter BRIGHTNESS CONTRAST SATURATION HUE",
          "pca-colour SIGMA",
          "rand-augment OPERATIONS MAGNITUDE",
          "trivial-augment",
          "random-erasing PROBABILITY",
          "channels COUNT");

  private static final int MOST_PIXELS = 8192;
  private static final int MOST_PADDING = 1024;
  private static final int MOST_OPERATIONS = 100;
  private static final double MOST_STRENGTH = 100;

  private AugmentationWords() {}

  /**
   * Parses one step.
   *
   * @param text the word and its numbers, separated by spaces: {@code pad-crop 4}
   * @return the step
   * @throws IllegalArgumentException if it is not one; the message lists the known steps
   */
  public static Transform parse(String text) {
    var words = new Words(text.trim().split("\\s+"), text);
    words.requireNoMore();
    try {
      return step(words);
    } catch (DataException e) {
      throw new IllegalArgumentException("'%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static Transform step(Words words) {
    return switch (words.first()) {
      case "pad-crop" -> new PadCrop(words.padding(1));
      case "reflect-crop" -> new PadCrop(words.padding(1), PadCrop.Border.MIRRORED);
      case "alternating-flip" -> new AlternatingFlip();
      case "flip" -> new HorizontalFlip(0.5);
      case "resize" -> new Resize(words.side(1));
      case "resize-to" -> new ResizeTo(words.side(1), words.side(2));
      case "centre-crop" -> new CentreCrop(words.side(1));
      case "random-crop" -> new RandomCrop(words.side(1));
      case "random-resized-crop" -> RandomResizedCrop.usual(words.side(1));
      case "scale-jitter" -> new ScaleJitter(words.side(1), words.side(2));
      case "colour-jitter" ->
          new ColourJitter(
              words.strength(1), words.strength(2), words.strength(3), words.strength(4));
      case "pca-colour" -> PcaColour.imagenet(words.strength(1));
      case "rand-augment" -> new RandAugment(words.whole(1, 1, MOST_OPERATIONS), words.magnitude());
      case "trivial-augment" -> new TrivialAugment();
      case "random-erasing" -> RandomErasing.usual(words.number(1, 0, 1));
      case "channels" -> new ToChannels(words.whole(1, 1, 3));
      default ->
          throw new IllegalArgumentException(
              "'%s' is not an augmentation step; use one of: %s"
                  .formatted(words.text(), String.join(", ", ALL)));
    };
  }

  private record Words(String[] words, String text) {
    String first() {
      return words[0];
    }

    int side(int index) {
      return whole(index, 1, MOST_PIXELS);
    }

    int padding(int index) {
      return whole(index, 0, MOST_PADDING);
    }

    double strength(int index) {
      return number(index, 0, MOST_STRENGTH);
    }

    int magnitude() {
      return whole(2, 0, 30);
    }

    int whole(int index, int from, int to) {
      double value = number(index, from, to);
      if (value != Math.rint(value)) {
        throw new IllegalArgumentException(
            "'%s': %s is not a whole number; write %s".formatted(text, words[index], right()));
      }
      return (int) value;
    }

    double number(int index, double from, double to) {
      double value;
      try {
        value = Double.parseDouble(words[index]);
      } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
        throw new IllegalArgumentException(
            "'%s' lacks its number %d; write %s".formatted(text, index, right()), e);
      }
      if (!(value >= from && value <= to)) {
        throw new IllegalArgumentException(
            "'%s': its number %d must be from %s to %s"
                .formatted(text, index, word(from), word(to)));
      }
      return value;
    }

    void requireNoMore() {
      int numbers = right().split(" ").length - 1;
      if (words.length - 1 > numbers && ALL.contains(right())) {
        throw new IllegalArgumentException(
            "'%s' has more than it takes; write %s".formatted(text, right()));
      }
    }

    private static String word(double value) {
      return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }

    /** How the step is written. */
    private String right() {
      return ALL.stream()
          .filter(step -> step.equals(words[0]) || step.startsWith(words[0] + " "))
          .findFirst()
          .orElse(text);
    }
  }
}
