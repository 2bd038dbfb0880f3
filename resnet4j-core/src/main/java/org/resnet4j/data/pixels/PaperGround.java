package org.resnet4j.data.pixels;

import java.util.ArrayList;
import java.util.Arrays;
import org.resnet4j.data.Image;

/**
 * The brightness of the paper that a digit is written on, where light falls on it unevenly: a
 * surface of second degree through the image's border, without what stands out of it.
 */
public final class PaperGround {
  private static final int TERMS = 6;
  private static final int ROUNDS = 12;

  /** Tukey's biweight takes nothing of what is so many deviations away. */
  private static final double CUT = 4.7;

  /** From the median of absolute deviations to the standard deviation. */
  private static final double TO_DEVIATION = 1.4826;

  private static final double LEAST_DEVIATION = 0.5;
  private final int height;
  private final int width;
  private final double[] surface;
  private final double deviation;

  private PaperGround(int height, int width, double[] surface, double deviation) {
    this.height = height;
    this.width = width;
    this.surface = surface;
    this.deviation = deviation;
  }

  /** The ground of a grey image. */
  public static PaperGround of(Image grey) {
    var places = border(grey.height(), grey.width());
    var bright = new double[places.length];
    for (int i = 0; i < bright.length; i++) {
      bright[i] = grey.at(0, places[i][0], places[i][1]);
    }
    double middle = median(bright);
    var even = new double[] {middle, 0, 0, 0, 0, 0};
    var constant = new PaperGround(grey.height(), grey.width(), even, 0);
    double spread = constant.deviation(places, bright);
    return spread == 0 || bright.length < 4 * TERMS ? constant : constant.bent(places, bright);
  }

  /** Fitted again and again, with less weight for what is far away. */
  private PaperGround bent(int[][] places, double[] bright) {
    var fit = this;
    for (int round = 0; round < ROUNDS; round++) {
      double scale = CUT * Math.max(fit.deviation(places, bright), LEAST_DEVIATION);
      var sums = new double[TERMS][TERMS + 1];
      for (int i = 0; i < bright.length; i++) {
        double off = (bright[i] - fit.at(places[i][0], places[i][1])) / scale;
        if (Math.abs(off) < 1) {
          add(sums, terms(places[i][0], places[i][1]), bright[i], Math.pow(1 - off * off, 2));
        }
      }
      fit = new PaperGround(height, width, solved(sums), 0);
    }
    return new PaperGround(height, width, fit.surface, fit.deviation(places, bright));
  }

  /** The brightness of the paper at a pixel. */
  public double at(int y, int x) {
    var terms = terms(y, x);
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += surface[i] * terms[i];
    }
    return sum;
  }

  /** Whether it is the same everywhere. */
  public boolean even() {
    return deviation == 0 && Arrays.stream(surface).skip(1).allMatch(term -> term == 0);
  }

  /** How far the paper's pixels are from it, as a standard deviation. */
  public double deviation() {
    return deviation;
  }

  private double deviation(int[][] places, double[] bright) {
    var off = new double[bright.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(bright[i] - at(places[i][0], places[i][1]));
    }
    return TO_DEVIATION * median(off);
  }

  private double[] terms(int y, int x) {
    double u = 2.0 * x / width - 1;
    double v = 2.0 * y / height - 1;
    return new double[] {1, u, v, u * u, u * v, v * v};
  }

  /** The pixels of a frame of a tenth of the image, at most a few thousand of them. */
  private static int[][] border(int height, int width) {
    int wide = Math.max(1, Math.min(height, width) / 10);
    int every = Math.max(1, Math.max(height, width) / 100);
    var places = new ArrayList<int[]>();
    for (int y = 0; y < height; y += every) {
      for (int x = 0; x < width; x += every) {
        if (Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) < wide) {
          places.add(new int[] {y, x});
        }
      }
    }
    return places.toArray(int[][]::new);
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void add(double[][] sums, double[] terms, double value, double weight) {
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < TERMS; j++) {
        sums[i][j] += weight * terms[i] * terms[j];
      }
      sums[i][TERMS] += weight * terms[i] * value;
    }
  }

  /** Gauss and Jordan, with a little on the diagonal for images of one row. */
  private static double[] solved(double[][] sums) {
    for (int i = 0; i < TERMS; i++) {
      sums[i][i] += 1e-6;
    }
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < TERMS; j++) {
        double factor = i == j ? 0 : sums[j][i] / sums[i][i];
        for (int k = i; factor != 0 && k <= TERMS; k++) {
          sums[j][k] -= factor * sums[i][k];
        }
      }
    }
    var solution = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      solution[i] = sums[i][TERMS] / sums[i][i];
    }
    return solution;
  }
}
