package org.resnet4j.train.recipe;

import java.util.List;
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
    return switch (words.first()) {
      case "pad-crop" -> new PadCrop(words.whole(1));
      case "reflect-crop" -> new PadCrop(words.whole(1), PadCrop.Border.MIRRORED);
      case "alternating-flip" -> new AlternatingFlip();
      case "flip" -> new HorizontalFlip(0.5);
      case "resize" -> new Resize(words.whole(1));
      case "resize-to" -> new ResizeTo(words.whole(1), words.whole(2));
      case "centre-crop" -> new CentreCrop(words.whole(1));
      case "random-crop" -> new RandomCrop(words.whole(1));
      case "random-resized-crop" -> RandomResizedCrop.usual(words.whole(1));
      case "scale-jitter" -> new ScaleJitter(words.whole(1), words.whole(2));
      case "colour-jitter" ->
          new ColourJitter(words.number(1), words.number(2), words.number(3), words.number(4));
      case "pca-colour" -> PcaColour.imagenet(words.number(1));
      case "rand-augment" -> new RandAugment(words.whole(1), words.whole(2));
      case "trivial-augment" -> new TrivialAugment();
      case "random-erasing" -> RandomErasing.usual(words.number(1));
      case "channels" -> new ToChannels(words.whole(1));
      default ->
          throw new IllegalArgumentException(
              "'%s' is not an augmentation step; use one of: %s"
                  .formatted(text, String.join(", ", ALL)));
    };
  }

  private record Words(String[] words, String text) {
    String first() {
      return words[0];
    }

    int whole(int index) {
      return (int) Math.rint(number(index));
    }

    double number(int index) {
      try {
        return Double.parseDouble(words[index]);
      } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
        var right = ALL.stream().filter(w -> w.startsWith(words[0] + " ")).findFirst();
        throw new IllegalArgumentException(
            "'%s' lacks its number %d; write %s".formatted(text, index, right.orElse(text)), e);
      }
    }
  }
}
