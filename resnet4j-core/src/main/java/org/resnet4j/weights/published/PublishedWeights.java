package org.resnet4j.weights.published;

import java.util.List;

/**
 * A checkpoint that torchvision publishes, trained on ImageNet's 1000 classes (ILSVRC 2012).
 *
 * @param model the network it belongs to, {@code resnet50}
 * @param edition {@code v1} or {@code v2}: torchvision's {@code IMAGENET1K_V1}, {@code _V2}
 * @param file its name, which carries the first eight hex digits of its SHA-256
 * @param top1 accuracy on the 50,000 validation images in per cent, as published
 * @param top5 the same for the five most probable classes
 * @param preset how an image becomes the network's input
 */
public record PublishedWeights(
    String model, String edition, String file, double top1, double top5, Preset preset) {

  /**
   * The shorter side is resized (bilinear, antialiased), the middle is cropped, and each channel x,
   * from 0 to 1, becomes (x − mean) / deviation.
   *
   * @param resize pixels of the shorter side
   * @param crop pixels of both sides
   * @param mean of red, green and blue, from 0 to 1
   * @param deviation the standard deviation of red, green and blue, in the same unit
   */
  public record Preset(int resize, int crop, List<Double> mean, List<Double> deviation) {
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    /** Copies the lists. */
    public Preset {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
    }

    /**
     * {@return the preset with which torchvision evaluates its classifiers: 256, 224, ImageNet's
     * mean and deviation}
     */
    public static Preset usual() {
      return new Preset(256, 224, MEAN, DEVIATION);
    }

    /** Of the second edition of ResNet's weights. */
    static Preset less() {
      return new Preset(232, 224, MEAN, DEVIATION);
    }

    /**
     * Of GoogLeNet, whose weights were made with another framework: torchvision normalises as usual
     * and then, inside the network ({@code transform_input}), undoes that and maps to [−1, 1]. Both
     * together are (x − ½) / ½. It cannot be folded into the first convolution: that pads with
     * zeros, so a shifted bias would be wrong along the border.
     */
    static Preset minusOneToOne() {
      return new Preset(256, 224, HALF, HALF);
    }
  }

  /** {@return how the file's SHA-256 begins: the hex digits before {@code .pth}} */
  public String sha256Prefix() {
    return file.substring(file.lastIndexOf('-') + 1, file.lastIndexOf('.'));
  }
}
