package org.resnet4j.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.data.Targets;
import org.resnet4j.data.pixels.Operation;
import org.resnet4j.data.pixels.SymmetricEigen;

class TransformTest {
  private static final Image PICTURE = picture(3, 40, 30);

  private static Image picture(int channels, int height, int width) {
    byte[] pixels = new byte[channels * height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 % 251 + 3);
    }
    return new Image(channels, height, width, pixels);
  }

  static Stream<Transform.OnImage> onImages() {
    return Stream.of(
        new PadCrop(4),
        new PadCrop(4, PadCrop.Border.MIRRORED),
        new HorizontalFlip(0.5),
        new AlternatingFlip(),
        new Resize(20),
        new ResizeTo(9, 13),
        new CentreCrop(24),
        new RandomCrop(24),
        new RandomCrop(64),
        new ScaleJitter(20, 50),
        RandomResizedCrop.usual(16),
        new ToChannels(1),
        new ColourJitter(0.4, 0.4, 0.4, 0.1),
        new RandAugment(2, 9),
        new TrivialAugment());
  }

  @ParameterizedTest
  @MethodSource("onImages")
  void aPipelineIsOfOneSizeIfPicturesOfAllSizesAre(Transform.OnImage step) {
    for (var steps : List.of(List.of(step), List.of(step, new HorizontalFlip(1)))) {
      var pipeline = new Pipeline(List.copyOf(steps));
      long sizes =
          Stream.of(picture(3, 40, 30), picture(3, 30, 40), picture(3, 90, 30))
              .map(picture -> pipeline.onImage(picture, Draws.of(1, 1, 1)).shape())
              .distinct()
              .count();
      assertThat(pipeline.isOfOneSize()).isEqualTo(sizes == 1);
    }
    assertThat(Pipeline.of(step, new CentreCrop(24)).isOfOneSize()).isTrue();
    assertThat(Pipeline.of(new CentreCrop(24), new Resize(20)).isOfOneSize()).isFalse();
  }

  @Test
  void anAlternatingFlipShowsEachImageBothWaysInTwoEpochs() {
    var flip = new AlternatingFlip();
    byte[] mirrored = HorizontalFlip.flipped(PICTURE).pixels();
    int first = 0;
    for (int example = 0; example < 1000; example++) {
      boolean now = Arrays.equals(flip.apply(PICTURE, Draws.of(1, 4, example)).pixels(), mirrored);
      boolean next = Arrays.equals(flip.apply(PICTURE, Draws.of(1, 5, example)).pixels(), mirrored);
      assertThat(next).isNotEqualTo(now);
      first += now ? 1 : 0;
    }
    assertThat(first).isBetween(430, 570);
  }

  @Test
  void aMirroredBorderDoesNotRepeatTheEdges() {
    var row = new Image(1, 1, 4, new byte[] {1, 2, 3, 4});
    var mirrored = new PadCrop(2, PadCrop.Border.MIRRORED);
    assertThat(mirrored.shifted(row, 0, -2).pixels()).containsExactly(3, 2, 1, 2);
    assertThat(mirrored.shifted(row, 0, 2).pixels()).containsExactly(3, 4, 3, 2);
    assertThat(mirrored.shifted(row, 0, 0).pixels()).isEqualTo(row.pixels());
  }

  @ParameterizedTest
  @MethodSource("onImages")
  void aTransformDependsOnNothingButItsDraws(Transform.OnImage transform) {
    byte[] before = PICTURE.pixels().clone();
    for (int example = 0; example < 50; example++) {
      Image once = transform.apply(PICTURE, Draws.of(5, 2, example));
      Image again = transform.apply(PICTURE, Draws.of(5, 2, example));
      assertThat(once.pixels()).isEqualTo(again.pixels());
    }
    assertThat(PICTURE.pixels()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("onImages")
  void aTransformTakesGreyAndTinyImagesToo(Transform.OnImage transform) {
    for (int example = 0; example < 50; example++) {
      Draws draws = Draws.of(1, 1, example);
      assertThat(transform.apply(picture(1, 5, 7), draws).channels()).isEqualTo(1);
      transform.apply(picture(1, 1, 1), draws);
    }
  }

  @Test
  void everyOperationTakesEveryStrength() {
    for (Operation operation : Operation.values()) {
      for (int strength = 0; strength <= 30; strength++) {
        for (var reach :
            List.of(Operation.Reach.RAND_AUGMENT, Operation.Reach.TRIVIAL_AUGMENT_WIDE)) {
          Image out = operation.apply(PICTURE, strength / 30.0, reach, Draws.of(1, 0, strength));
          assertThat(out.shape()).isEqualTo(PICTURE.shape());
        }
      }
      assertThat(operation.apply(PICTURE, 0, Operation.Reach.RAND_AUGMENT, Draws.of(0, 0, 0)))
          .as("%s at strength 0", operation)
          .satisfies(
              out -> {
                if (operation != Operation.AUTO_CONTRAST
                    && operation != Operation.EQUALIZE
                    && operation != Operation.SOLARIZE) {
                  assertThat(out.pixels()).isEqualTo(PICTURE.pixels());
                }
              });
    }
  }

  @Test
  void padCropMovesByAtMostItsPaddingAndReachesEveryPlace() {
    Image dot = Image.black(1, 9, 9);
    dot.pixels()[4 * 9 + 4] = (byte) 200;
    Set<Integer> places = new HashSet<>();
    for (int example = 0; example < 500; example++) {
      Image moved = new PadCrop(2).apply(dot, Draws.of(1, 0, example));
      int at = IntStream.range(0, 81).filter(i -> moved.pixels()[i] != 0).findFirst().orElseThrow();
      assertThat(Math.abs(at / 9 - 4)).isLessThanOrEqualTo(2);
      assertThat(Math.abs(at % 9 - 4)).isLessThanOrEqualTo(2);
      places.add(at);
    }
    assertThat(places).hasSize(25);
  }

  @Test
  void aShiftPutsTheRightPixelInItsPlace() {
    Image moved = new PadCrop(4).shifted(PICTURE, 1, -2);
    assertThat(moved.at(1, 3, 5)).isEqualTo(PICTURE.at(1, 4, 3));
    assertThat(moved.at(1, 3, 0)).isZero();
    assertThat(moved.at(2, 39, 10)).isZero();
    assertThat(new PadCrop(4).shifted(PICTURE, 100, 100).pixels()).containsOnly(0);
  }

  @Test
  void twoFlipsGiveTheImageBack() {
    assertThat(HorizontalFlip.flipped(HorizontalFlip.flipped(PICTURE)).pixels())
        .isEqualTo(PICTURE.pixels());
    assertThat(HorizontalFlip.flipped(PICTURE).at(1, 2, 0)).isEqualTo(PICTURE.at(1, 2, 29));
  }

  @Test
  void scaleJitterReachesBothEnds() {
    Set<Integer> sides = new HashSet<>();
    for (int example = 0; example < 300; example++) {
      Image out = new ScaleJitter(20, 23).apply(PICTURE, Draws.of(1, 0, example));
      sides.add(Math.min(out.height(), out.width()));
    }
    assertThat(sides).containsExactlyInAnyOrder(20, 21, 22, 23);
  }

  @Test
  void stepsComeInTheirOrder() {
    assertThatThrownBy(() -> Pipeline.of(Normalise.cifar10(), new HorizontalFlip(0.5)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot come after");
    Pipeline pipeline = Pipeline.of(Normalise.cifar10(), new Mixup(0.2)).with(new PadCrop(4));
    assertThat(pipeline.steps().getFirst()).isEqualTo(new PadCrop(4));
  }

  @Test
  void theFastWayToNumbersIsTheSlowWay() {
    Draws none = Draws.of(0, 0, 0);
    float[] fast = Pipeline.of(Normalise.cifar10()).numbers(PICTURE, none);
    float[] slow = new float[fast.length];
    new ToNumbers(List.of()).apply(PICTURE, slow, 0, none);
    Normalise.cifar10().apply(slow, 0, PICTURE.shape(), none);
    assertThat(fast).isEqualTo(slow);
  }

  private static MemoryDataset pictures(int size) {
    byte[] pixels = new byte[size * 3 * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 + i / 48 * 11);
    }
    return new MemoryDataset(
        "pictures", List.of("a", "b"), new ImageShape(3, 4, 4), pixels, new int[size]);
  }

  @Test
  void measuredNormalisationGivesMeanZeroAndDeviationOne() {
    MemoryDataset data = pictures(20);
    Pipeline pipeline = Pipeline.of(Normalise.of(data));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 20; i++) {
      float[] x = pipeline.numbers(data.image(i), Draws.of(0, 0, i));
      for (int p = 16; p < 32; p++) { // green
        sum += x[p];
        squares += x[p] * x[p];
      }
    }
    assertThat(sum / 320).isCloseTo(0, within(1e-5));
    assertThat(squares / 320).isCloseTo(1, within(1e-5));
  }

  @Test
  void theMeanImageIsTakenAwayPixelByPixel() {
    MemoryDataset data = pictures(20);
    Pipeline pipeline = Pipeline.of(PixelMean.of(data, 1));
    double[] sums = new double[48];
    for (int i = 0; i < 20; i++) {
      float[] x = pipeline.numbers(data.image(i), Draws.of(0, 0, i));
      for (int p = 0; p < 48; p++) {
        sums[p] += x[p];
      }
    }
    assertThat(sums).containsExactly(new double[48], within(1e-5));
  }

  @Test
  void eigenvectorsOfColoursDiagonaliseTheirCovariance() {
    double[][] matrix = {{4, 1, 0.5}, {1, 3, -0.25}, {0.5, -0.25, 2}};
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    for (int k = 0; k < 3; k++) {
      for (int row = 0; row < 3; row++) {
        double product = 0;
        for (int c = 0; c < 3; c++) {
          product += matrix[row][c] * eigen.vectors().get(k).get(c);
        }
        assertThat(product)
            .isCloseTo(eigen.values().get(k) * eigen.vectors().get(k).get(row), within(1e-12));
      }
    }
    assertThat(eigen.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void colourAugmentationMovesAllPixelsOfAnImageTogether() {
    PcaColour colour = PcaColour.imagenet(0.1);
    float[] x = new float[48];
    colour.apply(x, 0, new ImageShape(3, 4, 4), Draws.of(1, 0, 0));
    assertThat(x[0]).isNotZero().isEqualTo(x[15]);
    assertThat(x[16]).isNotEqualTo(x[0]).isEqualTo(x[31]);
  }

  @Test
  void erasingLeavesARectangleOfZeros() {
    int erased = 0;
    for (int example = 0; example < 200; example++) {
      float[] x = new float[3 * 400];
      Arrays.fill(x, 1);
      RandomErasing.usual(0.5).apply(x, 0, new ImageShape(3, 20, 20), Draws.of(1, 0, example));
      long zeros = IntStream.range(0, 400).filter(i -> x[i] == 0).count();
      erased += zeros > 0 ? 1 : 0;
      assertThat(zeros).isLessThanOrEqualTo(160);
    }
    assertThat(erased).isBetween(70, 130);
  }

  private static Batch batch(int size) {
    float[] x = new float[size * 12];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 12 + 1;
    }
    int[] labels = IntStream.range(0, size).map(i -> i % 3).toArray();
    return new Batch(x, new ImageShape(1, 3, 4), new Targets.Labels(labels));
  }

  @Test
  void mixupMixesImagesAndTargetsAlike() {
    Batch mixed = new Mixup(0.8).apply(batch(5), 3, Draws.of(3, 0, 0));
    Targets.Distributions targets = (Targets.Distributions) mixed.targets();
    float share = targets.probabilities()[3 + 1]; // example 1 has class 1, its neighbour class 0
    assertThat(share).isBetween(0.01f, 0.99f);
    assertThat(mixed.images()[12]).isCloseTo(share * 2 + (1 - share) * 1, within(1e-5f));
    assertThat(mixed.images()[0]).isCloseTo(share * 1 + (1 - share) * 5, within(1e-5f));
    assertThat(mixed.images()[4 * 12]).isCloseTo(share * 5 + (1 - share) * 4, within(1e-5f));
    expectDistributions(targets, 5);
  }

  private static void expectDistributions(Targets.Distributions targets, int size) {
    assertThat(targets.probabilities()).hasSize(size * targets.classes());
    for (int i = 0; i < size; i++) {
      float sum = 0;
      for (int k = 0; k < targets.classes(); k++) {
        sum += targets.probabilities()[i * targets.classes() + k];
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void cutmixWeighsTargetsByTheAreaItCut() {
    for (int example = 0; example < 50; example++) {
      Batch mixed = new CutMix(1).apply(batch(4), 3, Draws.of(3, 0, example));
      Targets.Distributions targets = (Targets.Distributions) mixed.targets();
      expectDistributions(targets, 4);
      long own = IntStream.range(12, 24).filter(i -> mixed.images()[i] == 2).count();
      assertThat(targets.probabilities()[3 + 1]).isCloseTo(own / 12f, within(1e-6f));
      assertThat(IntStream.range(12, 24))
          .allMatch(i -> mixed.images()[i] == 2 || mixed.images()[i] == 1);
    }
  }

  @Test
  void impossibleParametersAreRefused() {
    Stream.<Runnable>of(
            () -> new PadCrop(-1),
            () -> new HorizontalFlip(1.5),
            () -> new Resize(0),
            () -> new ScaleJitter(20, 10),
            () -> new RandAugment(0, 9),
            () -> new RandAugment(2, 31),
            () -> new ColourJitter(-1, 0, 0, 0),
            () -> new Normalise(List.of(0.5), List.of(0.0)),
            () -> new Mixup(-1),
            () -> new OneOf(List.of()),
            () -> new RandomErasing(2, 0, 0))
        .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(DataException.class));
  }
}
