package org.resnet4j.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.pixels.Crops;

/**
 * What a network sees of a test image. Its prediction is the mean of the probabilities over these
 * views.
 */
public sealed interface Protocol {

  /** The image as it is: MNIST, CIFAR. */
  record Whole() implements Protocol {}

  /**
   * The middle square of side {@code crop}, after the shorter side was brought to {@code side}.
   *
   * @param side length of the shorter side, in pixels
   * @param crop side of the square, in pixels, at most {@code side}
   */
  record CentreCrop(int side, int crop) implements Protocol {}

  /**
   * The four corners and the middle, and their mirror images (Krizhevsky et al. 2012, section 4.1;
   * He et al. 2015, section 3.4), after the shorter side was brought to {@code side}.
   *
   * @param side length of the shorter side, in pixels
   * @param crop side of the squares, in pixels, at most {@code side}
   */
  record TenCrop(int side, int crop) implements Protocol {}

  /**
   * The whole image at several sizes, and its mirror images: He et al. 2015, section 3.4. The
   * network must take any size ({@link FullyConvolutional}); in a ResNet the classifier is linear
   * and follows a mean, so classifying the mean is the mean of the classifications of all places.
   *
   * @param sides lengths of the shorter side, in pixels
   * @param flips whether the mirror images are shown too
   */
  record MultiScale(List<Integer> sides, boolean flips) implements Protocol {
    /**
     * Checks that there is a size, and copies the list.
     *
     * @throws IllegalArgumentException if there is none
     */
    public MultiScale {
      sides = List.copyOf(sides);
      if (sides.isEmpty()) {
        throw new IllegalArgumentException("multi-scale testing needs at least one size");
      }
    }
  }

  /** {@return the paper's centre crop, 224 of 256} */
  static Protocol centreCrop() {
    return new CentreCrop(256, 224);
  }

  /** {@return the paper's ten crops, 224 of 256} */
  static Protocol tenCrop() {
    return new TenCrop(256, 224);
  }

  /** {@return the paper's {224, 256, 384, 480, 640} with mirror images} */
  static Protocol multiScale() {
    return new MultiScale(List.of(224, 256, 384, 480, 640), true);
  }

  /**
   * What the network is shown of an image.
   *
   * @param image of any size
   * @return the views in order, mirror images after all others
   * @throws IllegalArgumentException if a crop is larger than the shorter side
   */
  default List<Image> views(Image image) {
    return switch (this) {
      case Whole whole -> List.of(image);
      case CentreCrop(int side, int crop) -> {
        checkCrop(side, crop);
        yield List.of(Crops.centre(Crops.shorterSide(image, side), crop));
      }
      case TenCrop(int side, int crop) -> {
        checkCrop(side, crop);
        var views = fiveCrops(Crops.shorterSide(image, side), crop);
        yield withMirrors(views);
      }
      case MultiScale(var sides, boolean flips) -> {
        var views = sides.stream().map(side -> Crops.shorterSide(image, side)).toList();
        yield flips ? withMirrors(views) : views;
      }
    };
  }

  private static List<Image> fiveCrops(Image image, int crop) {
    int bottom = image.height() - crop;
    int right = image.width() - crop;
    return List.of(
        Crops.crop(image, 0, 0, crop, crop),
        Crops.crop(image, 0, right, crop, crop),
        Crops.crop(image, bottom, 0, crop, crop),
        Crops.crop(image, bottom, right, crop, crop),
        Crops.centre(image, crop));
  }

  private static List<Image> withMirrors(List<Image> views) {
    var all = new ArrayList<>(views);
    views.forEach(view -> all.add(HorizontalFlip.flipped(view)));
    return all;
  }

  private static void checkCrop(int side, int crop) {
    if (crop < 1 || crop > side) {
      throw new IllegalArgumentException(
          "a crop of %d does not fit an image whose shorter side is %d".formatted(crop, side));
    }
  }
}
