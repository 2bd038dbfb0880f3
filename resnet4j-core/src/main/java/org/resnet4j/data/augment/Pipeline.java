package org.resnet4j.data.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * Steps in order: first those on images, then those on numbers, then those on batches. Between the
 * first two the bytes become numbers from 0 to 1.
 *
 * @param steps in the order in which they are applied
 */
public record Pipeline(List<Transform> steps) {
  private static final int ANY_SIDE = 512;

  /**
   * Copies the steps and checks their order.
   *
   * @throws DataException if a step comes after one of a later kind
   */
  public Pipeline {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (stage(steps.get(i)) < stage(steps.get(i - 1))) {
        throw new DataException(
            "%s cannot come after %s: steps on images come first, then on numbers, then on batches"
                .formatted(steps.get(i), steps.get(i - 1)));
      }
    }
  }

  /**
   * {@return a pipeline of these steps}
   *
   * @param steps in the order in which they are applied
   * @throws DataException if a step comes after one of a later kind
   */
  public static Pipeline of(Transform... steps) {
    return new Pipeline(List.of(steps));
  }

  private static int stage(Transform step) {
    return switch (step) {
      case Transform.OnImage onImage -> 0;
      case Transform.OnNumbers onNumbers -> 1;
      case Transform.OnBatch onBatch -> 2;
    };
  }

  /** {@return the steps on images, in order} */
  public List<Transform.OnImage> onImages() {
    return only(Transform.OnImage.class);
  }

  /** {@return the steps on numbers, in order} */
  public List<Transform.OnNumbers> onNumbers() {
    return only(Transform.OnNumbers.class);
  }

  /** {@return the steps on batches, in order} */
  public List<Transform.OnBatch> onBatches() {
    return only(Transform.OnBatch.class);
  }

  private <T extends Transform> List<T> only(Class<T> stage) {
    return steps.stream().filter(stage::isInstance).map(stage::cast).toList();
  }

  /**
   * {@return the same pipeline with a further step}
   *
   * @param step placed after the others of its kind
   */
  public Pipeline with(Transform step) {
    List<Transform> all = new ArrayList<>(steps);
    int at = all.size();
    while (at > 0 && stage(all.get(at - 1)) > stage(step)) {
      at--;
    }
    all.add(at, step);
    return new Pipeline(all);
  }

  /**
   * {@return the shape (C, H, W) of a network's input for this data set, found by applying the
   * steps on images to a black one; where the shapes differ, to one of 512 × 512}
   *
   * @param dataset the images that the pipeline is meant for
   * @throws DataException if a step on images refuses them
   */
  public ImageShape outputShape(Dataset dataset) {
    ImageShape in = dataset.shape().orElse(new ImageShape(dataset.channels(), ANY_SIDE, ANY_SIDE));
    Image image = Image.black(in.channels(), in.height(), in.width());
    return onImage(image, Draws.of(0, 0, 0)).shape();
  }

  /**
   * {@return whether every picture comes out in one size, whatever its own} The last step that sets
   * a size decides: a crop does so, {@link Resize} keeps the proportions.
   */
  public boolean isOfOneSize() {
    var sizes = onImages().stream().map(Pipeline::setsOneSize).flatMap(Optional::stream).toList();
    return !sizes.isEmpty() && sizes.getLast();
  }

  /** Whether a step's pictures are of one size; empty if it leaves sizes alone. */
  private static Optional<Boolean> setsOneSize(Transform.OnImage step) {
    return switch (step) {
      case Transform.Cropping crop -> Optional.of(true);
      case RandomResizedCrop crop -> Optional.of(true);
      case ResizeTo resized -> Optional.of(true);
      case CentredDigit digit -> Optional.of(true);
      case Transform.Scaling scaling -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * {@return an image after the steps on images alone} Where a crop follows a resizing, only the
   * part that it keeps is resized.
   *
   * @param image of any size that the steps accept
   * @param draws the random numbers of this example
   */
  public Image onImage(Image image, Draws draws) {
    var steps = onImages();
    Image out = image;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Transform.Scaling scaling
          && i + 1 < steps.size()
          && steps.get(i + 1) instanceof Transform.Cropping cropping) {
        out = cropping.part(scaling.scaled(out, draws), draws);
        i++;
      } else {
        out = steps.get(i).apply(out, draws);
      }
    }
    return out;
  }

  /**
   * {@return one image as the numbers that a network sees, (C, H, W), row-major: after the steps on
   * images and on numbers}
   *
   * @param image of any size that the steps accept
   * @param draws the random numbers of this example
   * @throws DataException if the image does not suit a step, for example by its channels
   */
  public float[] numbers(Image image, Draws draws) {
    Image seen = onImage(image, draws);
    float[] out = new float[seen.pixels().length];
    new ToNumbers(onNumbers()).apply(seen, out, 0, draws);
    return out;
  }
}
