package org.resnet4j.data.augment;

import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * (x − mean) / deviation in each channel, x from 0 to 1, in float32 as torchvision computes it.
 *
 * @param mean one per channel, on the scale from 0 to 1
 * @param deviation one per channel, on the same scale, greater than 0
 */
public record Normalise(List<Double> mean, List<Double> deviation) implements Transform.OnNumbers {
  /**
   * Copies and checks the values.
   *
   * @throws DataException if there are not as many means as deviations, or a deviation is not
   *     positive
   */
  public Normalise {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != deviation.size() || deviation.stream().anyMatch(d -> !(d > 0))) {
      throw new DataException(
          "normalisation needs a mean and a positive deviation for each channel, got %s and %s"
              .formatted(mean, deviation));
    }
  }

  /** {@return the normalisation that torchvision's ImageNet weights expect} */
  public static Normalise imagenet() {
    return new Normalise(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
  }

  /** {@return the mean and deviation of CIFAR-10's training images} */
  public static Normalise cifar10() {
    return new Normalise(List.of(0.49140, 0.48216, 0.44653), List.of(0.24703, 0.24349, 0.26159));
  }

  /** {@return the mean and deviation of MNIST's training images} */
  public static Normalise mnist() {
    return new Normalise(List.of(0.1307), List.of(0.3081));
  }

  /**
   * Measures the mean and the deviation of all pixels of a data set, channel by channel. Reads
   * every image once.
   *
   * @param dataset the training images
   * @return the normalisation with these values; no deviation is less than 10⁻⁶
   * @throws DataException if the data set is empty or one of its images cannot be read
   */
  public static Normalise of(Dataset dataset) {
    int channels = dataset.channels();
    double[] sum = new double[channels];
    double[] squares = new double[channels];
    double[] count = new double[channels];
    for (int i = 0; i < dataset.size(); i++) {
      Image image = dataset.image(i);
      int plane = image.height() * image.width();
      for (int c = 0; c < channels; c++) {
        for (int p = c * plane; p < (c + 1) * plane; p++) {
          double x = (image.pixels()[p] & 0xff) / 255.0;
          sum[c] += x;
          squares[c] += x * x;
        }
        count[c] += plane;
      }
    }
    return new Normalise(
        channels(channels, c -> sum[c] / count[c]),
        channels(
            channels,
            c -> Math.max(1e-6, Math.sqrt(squares[c] / count[c] - square(sum[c] / count[c])))));
  }

  /**
   * The same for grey images converted to colour, or colour images converted to grey: each channel
   * has the average over this normalisation's channels.
   *
   * @param channels of the converted images, 1 or 3
   * @return that normalisation; this one if the number of channels is its own
   */
  public Normalise forChannels(int channels) {
    if (channels == mean.size()) {
      return this;
    }
    double grey = mean.stream().mapToDouble(x -> x).average().orElseThrow();
    double spread = deviation.stream().mapToDouble(x -> x).average().orElseThrow();
    return new Normalise(
        Collections.nCopies(channels, grey), Collections.nCopies(channels, spread));
  }

  private static List<Double> channels(int channels, IntToDoubleFunction value) {
    return IntStream.range(0, channels).mapToDouble(value).boxed().toList();
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public void apply(float[] x, int offset, ImageShape shape, Draws draws) {
    expect(shape);
    int plane = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      float shift = mean.get(c).floatValue();
      float divisor = deviation.get(c).floatValue();
      int from = offset + c * plane;
      for (int i = from; i < from + plane; i++) {
        x[i] = (x[i] - shift) / divisor;
      }
    }
  }

  /** What each byte becomes: (channels, 256). */
  float[][] table() {
    float[][] table = new float[mean.size()][256];
    for (int c = 0; c < table.length; c++) {
      for (int value = 0; value < 256; value++) {
        table[c][value] = (value / 255f - mean.get(c).floatValue()) / deviation.get(c).floatValue();
      }
    }
    return table;
  }

  void expect(ImageShape shape) {
    if (shape.channels() != mean.size()) {
      throw new DataException(
          "normalisation is for %d channels, the image is %s".formatted(mean.size(), shape));
    }
  }
}
