package org.resnet4j.data.augment;

import org.resnet4j.data.Batch;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

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
          CentreCrop,
          ColourJitter,
          HorizontalFlip,
          RandAugment,
          RandomCrop,
          RandomResizedCrop,
          Resize,
          ResizeTo,
          ScaleJitter,
          ToChannels,
          TrivialAugment {
    Image apply(Image image, Draws draws);
  }

  /** A step on the numbers of one image, in place. */
  sealed interface OnNumbers extends Transform
      permits Normalise, PcaColour, PixelMean, RandomErasing {
    /**
     * @param x holds the image from {@code offset} on, (C, H, W); from 0 to 1 before normalisation
     */
    void apply(float[] x, int offset, ImageShape shape, Draws draws);
  }

  /** A step on a whole batch. */
  sealed interface OnBatch extends Transform permits CutMix, Mixup, OneOf {
    /**
     * @param classes of the data set
     * @return the batch with the same array of images, changed in place
     */
    Batch apply(Batch batch, int classes, Draws draws);
  }
}
