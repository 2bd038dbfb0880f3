package org.resnet4j.vector.kernel.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.machine.WinogradTransform;
import org.resnet4j.vector.kernel.memory.Lanes;

/** Both implementations are the matrices of the paper, and the same bits. */
class TransformsTest {
  private static final int SIZE = 4096;

  /** Lavin and Gray 2015, sections 4.1 and 4.3. */
  private static final Map<WinogradTransform, double[][]> MATRICES =
      Map.of(
          WinogradTransform.INPUT_2,
          new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
          WinogradTransform.WEIGHTS_2,
          new double[][] {{1, 0, 0}, {.5, .5, .5}, {.5, -.5, .5}, {0, 0, 1}},
          WinogradTransform.OUTPUT_2,
          new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}},
          WinogradTransform.INPUT_4,
          new double[][] {
            {4, 0, -5, 0, 1, 0},
            {0, -4, -4, 1, 1, 0},
            {0, 4, -4, -1, 1, 0},
            {0, -2, -1, 2, 1, 0},
            {0, 2, -1, -2, 1, 0},
            {0, 4, 0, -5, 0, 1}
          },
          WinogradTransform.WEIGHTS_4,
          new double[][] {
            {1 / 4., 0, 0},
            {-1 / 6., -1 / 6., -1 / 6.},
            {-1 / 6., 1 / 6., -1 / 6.},
            {1 / 24., 1 / 12., 1 / 6.},
            {1 / 24., -1 / 12., 1 / 6.},
            {0, 0, 1}
          },
          WinogradTransform.OUTPUT_4,
          new double[][] {
            {1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}
          });

  private final Random random = new Random(5);

  @ParameterizedTest
  @EnumSource(WinogradTransform.class)
  void aTransformIsTheProductWithItsMatrix(WinogradTransform transform) {
    double[][] matrix = MATRICES.get(transform);
    assertThat(matrix).hasDimensions(transform.outputs(), transform.inputs());
    float[] x = floats();
    float[] y = new float[SIZE];
    new VectorTransforms()
        .transform(transform, 2, 3, x, 5, 800, 7 * LANES, LANES, y, 2, 900, 6 * LANES, LANES);
    for (int line = 0; line < 2; line++) {
      for (int t = 0; t < 3; t++) {
        for (int i = 0; i < transform.outputs(); i++) {
          for (int lane = 0; lane < LANES; lane++) {
            double sum = 0;
            for (int j = 0; j < transform.inputs(); j++) {
              sum += matrix[i][j] * x[5 + line * 800 + (7 * t + j) * LANES + lane];
            }
            assertThat((double) y[2 + line * 900 + (6 * t + i) * LANES + lane])
                .isCloseTo(sum, within(2e-5));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WinogradTransform.class)
  void plainLoopsComputeTheBitsOfTheVectorApi(WinogradTransform transform) {
    float[] x = floats();
    assertSame(
        x,
        (k, y) ->
            k.transform(transform, 2, 3, x, 1, 900, 6 * LANES, LANES, y, 3, 800, LANES, 3 * LANES));
    // in place
    assertSame(
        x,
        (k, y) ->
            k.transform(transform, 1, 5, y, 1, 0, LANES, 5 * LANES, y, 1, 0, LANES, 5 * LANES));
  }

  @Test
  void rowsOutsideOfAnImageAreZeroAndNotRead() {
    float[] x = floats();
    float[] zeroed = new float[SIZE];
    int step = 7 * LANES;
    for (int first = 0; first < 2; first++) {
      for (int end = 2; end <= 6; end++) {
        System.arraycopy(x, 0, zeroed, 0, SIZE);
        for (int row = 0; row < 6; row++) {
          if (row < first || row >= end) {
            Arrays.fill(zeroed, 9 + row * step, 9 + (row + 1) * step, 0f);
          }
        }
        int f = first;
        int e = end;
        float[] found = assertSame(x, (k, y) -> k.columns(f, e, 4, x, 9, step, y, 3, 5 * LANES));
        float[] expected = floats();
        new VectorTransforms()
            .transform(
                WinogradTransform.INPUT_4,
                1,
                4,
                zeroed,
                9,
                0,
                LANES,
                step,
                expected,
                3,
                0,
                LANES,
                5 * LANES);
        for (int i = 0; i < 6; i++) {
          for (int j = 0; j < 4 * LANES; j++) {
            int at = 3 + i * 5 * LANES + j;
            assertThat(found[at]).isEqualTo(expected[at]);
          }
        }
        // what is outside of the image may be outside of the array
        float[] some = Arrays.copyOfRange(x, 9 + first * step, 9 + end * step);
        float[] cut =
            assertSame(x, (k, y) -> k.columns(f, e, 4, some, -f * step, step, y, 3, 5 * LANES));
        assertThat(Arrays.copyOfRange(cut, 3, 3 + 30 * LANES))
            .isEqualTo(Arrays.copyOfRange(found, 3, 3 + 30 * LANES));
      }
    }
  }

  @Test
  void finishedResultsAreThoseWithWhatIsAdded() {
    for (var output :
        new WinogradTransform[] {WinogradTransform.OUTPUT_4, WinogradTransform.OUTPUT_2}) {
      for (int rows = 1; rows <= output.outputs(); rows++) {
        for (boolean relu : new boolean[] {false, true}) {
          finished(output, rows, relu);
        }
      }
    }
  }

  private void finished(WinogradTransform output, int rows, boolean relu) {
    float[] x = floats();
    float[] residual = floats();
    float[] bias = floats();
    int step = 5 * LANES;
    float[] found =
        assertSame(
            x,
            (k, y) -> {
              var f = new BlockEpilogue(LANES);
              f.bias = bias;
              f.biasAt = 4;
              f.from = residual;
              f.fromAt = 2;
              f.fromBlock = 9 * LANES;
              f.fromStep = LANES;
              f.least = relu ? Lanes.ZEROS : Lanes.LEAST;
              f.y = y;
              f.yAt = 6;
              f.yBlock = 8 * LANES;
              k.finish(output, rows, 3, x, 1, step, f);
            });
    float[] plain = new float[SIZE];
    new VectorTransforms().transform(output, 1, 3, x, 1, 0, LANES, step, plain, 0, 0, LANES, step);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3 * LANES; j++) {
        float sum = plain[i * step + j] + bias[4 + j % LANES];
        sum += residual[2 + i * 9 * LANES + j];
        assertThat(found[6 + i * 8 * LANES + j]).isEqualTo(relu ? Math.max(sum, 0) : sum);
      }
    }
  }

  @FunctionalInterface
  private interface Call {
    void of(TransformKernel kernel, float[] y);
  }

  /** What is written, in memory that begins as it does for the other. */
  private static float[] assertSame(float[] x, Call call) {
    float[] start = x.clone();
    float[] expected = start.clone();
    call.of(new VectorTransforms(), expected);
    float[] actual = start.clone();
    call.of(new PlainTransforms(LANES), actual);
    assertThat(actual).isEqualTo(expected).isNotEqualTo(start);
    return actual;
  }

  private float[] floats() {
    float[] floats = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }
}
