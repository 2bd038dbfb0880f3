package org.resnet4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.image.Resampling;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;

class EvaluatorTest {
  private static final int CLASSES = 4;
  private static final int H = 24;
  private static final int W = 30;
  private static final Normalise NORMALISE =
      new Normalise(List.of(0.5, 0.4, 0.3), List.of(0.25, 0.2, 0.3));
  private static final Pipeline PIPELINE = Pipeline.of(NORMALISE);
  private static final Dataset IMAGES = images(23);
  private static final TinyPredictor ONE = new TinyPredictor(CLASSES, 0);
  private static final TinyPredictor OTHER = new TinyPredictor(CLASSES, 2);

  @Test
  void tenCropsAreWhatAHandWouldAverage() {
    var said = said(List.of(ONE), new Protocol.TenCrop(20, 16));
    for (int i = 0; i < IMAGES.size(); i++) {
      // shorter side 24 to 20, longer 30 to 25
      var resized = Resampling.resize(IMAGES.image(i), 20, 25);
      var expected = new double[CLASSES];
      int[][] corners = {{0, 0}, {0, 9}, {4, 0}, {4, 9}, {2, 4}}; // 4.5 rounds to even
      for (var corner : corners) {
        add(expected, softmax(ONE, numbers(resized, corner[0], corner[1], 16, 16, false)), 0.1);
        add(expected, softmax(ONE, numbers(resized, corner[0], corner[1], 16, 16, true)), 0.1);
      }
      assertThat(said.get(i).probabilities()).containsExactly(expected, within(1e-9));
    }
  }

  @Test
  void multiScaleIsWhatAHandWouldAverage() {
    var said = said(List.of(ONE), new Protocol.MultiScale(List.of(12, 24, 36), true));
    int[][] sizes = {{12, 15}, {24, 30}, {36, 45}};
    for (int i = 0; i < IMAGES.size(); i++) {
      var expected = new double[CLASSES];
      for (var size : sizes) {
        var resized = Resampling.resize(IMAGES.image(i), size[0], size[1]);
        for (boolean flip : new boolean[] {false, true}) {
          var x = numbers(resized, 0, 0, size[0], size[1], flip);
          add(expected, softmax(ONE, x, size[0], size[1]), 1 / 6.0);
        }
      }
      assertThat(said.get(i).probabilities()).containsExactly(expected, within(1e-9));
    }
  }

  @Test
  void anEnsembleSaysTheMeanOfItsProbabilities() {
    var both = said(List.of(ONE, OTHER), new Protocol.Whole());
    var one = said(List.of(ONE), new Protocol.Whole());
    var other = said(List.of(OTHER), new Protocol.Whole());
    for (int i = 0; i < IMAGES.size(); i++) {
      for (int k = 0; k < CLASSES; k++) {
        double mean = (one.get(i).probabilities()[k] + other.get(i).probabilities()[k]) / 2;
        assertThat(both.get(i).probabilities()[k]).isCloseTo(mean, within(1e-12));
      }
    }
  }

  @Test
  void batchesFromALoaderGiveTheSameAsImagesOneByOne() {
    var byLoader = new ArrayList<Prediction>();
    Evaluation evaluation;
    try (var loader = Loader.once(IMAGES, PIPELINE, LoaderOptions.evaluation(7))) {
      evaluation =
          new Evaluator(List.of(ONE), CLASSES)
              .evaluate(() -> loader.next().map(l -> l.batch()), byLoader::add);
    }
    var oneByOne = said(List.of(ONE), new Protocol.Whole());
    assertThat(evaluation.total()).isEqualTo(IMAGES.size());
    assertThat(evaluation.correct())
        .isEqualTo(oneByOne.stream().filter(Prediction::correct).count());
    assertThat(evaluation.correct()).isBetween(1L, (long) IMAGES.size() - 1);
    for (int i = 0; i < IMAGES.size(); i++) {
      assertThat(byLoader.get(i).probabilities())
          .containsExactly(oneByOne.get(i).probabilities(), within(1e-12));
    }
  }

  @Test
  void predictionsBecomeATable(@TempDir Path folder) throws Exception {
    var csv = new PredictionsCsv(IMAGES);
    var evaluator = new Evaluator(List.of(ONE), CLASSES);
    var evaluation = evaluator.evaluate(IMAGES, new Protocol.Whole(), PIPELINE, 8, csv);
    csv.write(folder.resolve("predictions.csv"));
    var lines = Files.readAllLines(folder.resolve("predictions.csv"));
    assertThat(lines).hasSize(IMAGES.size() + 1);
    assertThat(lines.getFirst()).isEqualTo("index,file,label,predicted,confidence,correct");
    assertThat(lines.stream().filter(line -> line.endsWith("true")).count())
        .isEqualTo(evaluation.correct());
    assertThat(lines.get(3)).contains("\"class, two\"");
  }

  @Test
  void aCropThatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> said(List.of(ONE), new Protocol.TenCrop(16, 20)))
        .hasMessageContaining("a crop of 20 does not fit");
  }

  @Test
  void aNetworkOfOtherClassesIsNamed() {
    var ten = List.of(new TinyPredictor(10, 0));
    assertThatThrownBy(() -> said(List.copyOf(ten), new Protocol.Whole()))
        .hasMessageContaining("the network has 10 classes, the images have 4");
  }

  @Test
  void noImagesAreNoEvaluation() {
    assertThatThrownBy(() -> Evaluator.evaluate(ONE, Optional::empty, CLASSES))
        .hasMessageContaining("no image");
  }

  private static List<Prediction> said(List<TinyPredictor> networks, Protocol protocol) {
    var said = new ArrayList<Prediction>();
    new Evaluator(List.copyOf(networks), CLASSES)
        .evaluate(IMAGES, protocol, PIPELINE, 4, said::add);
    return said;
  }

  /** The hand's way: pixel by pixel from the bytes. */
  private static float[] numbers(Image image, int top, int left, int h, int w, boolean flip) {
    var out = new float[3 * h * w];
    for (int c = 0; c < 3; c++) {
      float mean = NORMALISE.mean().get(c).floatValue();
      float deviation = NORMALISE.deviation().get(c).floatValue();
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int value = image.at(c, top + y, left + (flip ? w - 1 - x : x));
          out[(c * h + y) * w + x] = (value / 255f - mean) / deviation;
        }
      }
    }
    return out;
  }

  private static double[] softmax(TinyPredictor network, float[] x) {
    return softmax(network, x, 16, 16);
  }

  private static double[] softmax(TinyPredictor network, float[] x, int h, int w) {
    float[] logits = network.logits(x, 1, 3, h, w);
    var out = new double[CLASSES];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    for (int k = 0; k < CLASSES; k++) {
      out[k] = Math.exp(logits[k]) / sum;
    }
    return out;
  }

  private static void add(double[] to, double[] what, double share) {
    for (int k = 0; k < to.length; k++) {
      to[k] += share * what[k];
    }
  }

  private static Dataset images(int count) {
    var random = new Random(3);
    var shape = new ImageShape(3, H, W);
    var pixels = new byte[count * shape.length()];
    random.nextBytes(pixels);
    var labels = random.ints(count, 0, CLASSES).toArray();
    labels[2] = 2;
    var classes = List.of("zero", "one", "class, two", "three");
    return new MemoryDataset("noise", classes, shape, pixels, labels);
  }
}
