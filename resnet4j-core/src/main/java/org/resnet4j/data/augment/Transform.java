package org.resnet4j.data.augment;

import org.resnet4j.data.Batch;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.image.Scaled;

/**
 * One step between an image and the numbers a network sees: a record of its parameters. Its result
 * is a function of them, of the example and of its {@link Draws}.
 */
public sealed interface Transform {
  /** A step on the bytes of one image. */
  sealed interface OnImage extends Transform
      permits AlternatingFlip,
          CentredDigit,
          PadCrop,
          ColourJitter,
          HorizontalFlip,
          RandAugment,
          RandomResizedCrop,
          ResizeTo,
          Scaling,
          Cropping,
          ToChannels,
          TrivialAugment {
    /**
     * {@return the image after this step, which may be its argument itself}
     *
     * @param image the bytes, which are not written to
     * @param draws the random numbers of this example
     * @throws org.resnet4j.data.DataException if the step cannot be applied to such an image
     */
    Image apply(Image image, Draws draws);
  }

  /** A step that changes an image's size; a {@link Cropping} after it computes its part only. */
  sealed interface Scaling extends OnImage permits Resize, ScaleJitter {
    /**
     * {@return the image at its new size, not computed yet}
     *
     * @param image the bytes, which are not written to
     * @param draws the random numbers of this example
     */
    Scaled scaled(Image image, Draws draws);

    @Override
    default Image apply(Image image, Draws draws) {
      return scaled(image, draws).whole();
    }
  }

  /** A step that keeps a part of an image. */
  sealed interface Cropping extends OnImage permits CentreCrop, RandomCrop {
    /**
     * {@return the part, padded with black where the image is smaller}
     *
     * @param image at its new size
     * @param draws the random numbers of this example
     */
    Image part(Scaled image, Draws draws);

    @Override
    default Image apply(Image image, Draws draws) {
      return part(Scaled.same(image), draws);
    }
  }

  /** A step on the numbers of one image, in place. */
  sealed interface OnNumbers extends Transform
      permits Normalise, PcaColour, PixelMean, RandomErasing {
    /**
     * Applies the step in place.
     *
     * @param x holds the image from {@code offset} on, (C, H, W); from 0 to 1 before normalisation
     * @param offset where in {@code x} the image begins
     * @param shape (C, H, W) of the image
     * @param draws the random numbers of this example
     * @throws org.resnet4j.data.DataException if the step is for another number of channels or
     *     another shape
     */
    void apply(float[] x, int offset, ImageShape shape, Draws draws);
  }

  /** A step on a whole batch. */
  sealed interface OnBatch extends Transform permits CutMix, Mixup, OneOf {
    /**
     * Applies the step to the images in place, and to the targets.
     *
     * @param batch whose array of images is changed
     * @param classes how many classes the data set has
     * @param draws the random numbers of this batch
     * @return the batch with the same array of images, and with targets that match them
     */
    Batch apply(Batch batch, int classes, Draws draws);
  }
}
