package org.resnet4j.data.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.GoldenImages;

class DamageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"rgb", "subsampled", "grey", "progressive", "cmyk", "tall", "tall-progressive"})
  void aSoundPictureHasNone(String name) {
    assertThat(damage(picture(name))).isNull();
  }

  /** Each was read without a warning, and otherwise than by Pillow. */
  @ParameterizedTest
  @CsvSource({
    "rgb, 830, 6",
    "rgb, 25, 5",
    "subsampled, 685, 0",
    "cmyk, 674, 7",
    "progressive, 387, 3"
  })
  void aFlippedBitThatLeavesAllBoundsIsSeen(String name, int at, int bit) {
    byte[] file = picture(name);
    file[at] ^= (byte) (1 << bit);
    assertThat(damage(file)).isEqualTo(Damage.LIGHT);
  }

  @Test
  void aPictureThatIsCutShortEndsTooEarly() {
    byte[] file = picture("rgb");
    assertThat(new Damage().of(file, 0, file.length - 40)).contains("its data end too early");
  }

  /** As the pictures of some webcams, which leave out the usual one. */
  @Test
  void aPictureWithoutATableOfCodesIsToldSo() {
    byte[] file = picture("rgb");
    for (int at = marker(file, 0, 0xc4); file[at + 1] == (byte) 0xc4; at = next(file, at)) {
      file[at + 1] = (byte) 0xfe; // a comment now
    }
    assertThat(damage(file)).isEqualTo("a table of its codes is missing");
    byte[] other = picture("rgb");
    other[marker(other, 0, 0xdb) + 1] = (byte) 0xfe;
    assertThat(damage(other)).isEqualTo("a table of its codes is missing");
  }

  /** As the strips of a TIFF: what one says of markers in its data does not hold for the next. */
  @Test
  void aPictureForgetsTheMarkersOfTheOneBefore() {
    byte[] file = picture("rgb");
    byte[] marked = new byte[file.length + 6];
    System.arraycopy(file, 0, marked, 0, 2);
    System.arraycopy(new byte[] {-1, (byte) 0xdd, 0, 4, 0, 1}, 0, marked, 2, 6);
    System.arraycopy(file, 2, marked, 8, file.length - 2);
    var codes = new Damage();
    assertThat(codes.of(marked, 0, marked.length)).contains("a marker within its data is missing");
    assertThat(codes.of(file, 0, file.length)).isEmpty();
  }

  /** Decoders smooth what they have of it, each in its way. */
  @Test
  void aProgressivePictureWithoutItsLastScansIsSeen() {
    byte[] file = picture("progressive");
    int first = marker(file, 0, 0xda);
    int second = marker(file, first + 2, 0xda);
    var cut = new ByteArrayOutputStream();
    cut.write(file, 0, second);
    cut.write(0xff);
    cut.write(0xd9);
    assertThat(damage(cut.toByteArray())).isEqualTo("scans of it are missing");
  }

  @Test
  void whatTheQuickLookPassesCanBeShown() {
    var random = new Random(5);
    var light = new Light();
    int passed = 0;
    for (int i = 0; i < 3_000; i++) {
      short[] block = new short[64];
      int[] steps = random.ints(64, 1, 30).toArray();
      long sum = 0;
      for (int k = 0; k < 64; k++) {
        block[k] = (short) (random.nextInt(4) == 0 ? random.nextInt(-9, 10) : 0);
        sum += k == 0 ? 0 : (long) Math.abs(block[k]) * steps[k];
      }
      boolean quick = Light.surely((long) block[0] * steps[0], sum);
      assertThat(light.canBeShown(block, 0, steps) || !quick).isTrue();
      passed += quick ? 1 : 0;
    }
    assertThat(passed).isPositive();
  }

  /** White, and eight times its light. */
  @Test
  void whiteCanBeShownAndWhatIsFarBrighterCannot() {
    var light = new Light();
    int[] steps = new int[64];
    Arrays.fill(steps, 1);
    short[] block = new short[64];
    block[0] = 1016;
    assertThat(light.canBeShown(block, 0, steps)).isTrue();
    block[0] = 8 * 1016;
    assertThat(light.canBeShown(block, 0, steps)).isFalse();
  }

  private static byte[] picture(String name) {
    return GoldenImages.bytes("image/" + name + ".jpg").clone();
  }

  private static String damage(byte[] file) {
    return new Damage().of(file, 0, file.length).orElse(null);
  }

  private static int next(byte[] file, int at) {
    return at + 2 + MarkerSegments.pair(file, at + 2);
  }

  private static int marker(byte[] file, int from, int second) {
    int at = from;
    while (file[at] != -1 || (file[at + 1] & 0xff) != second) {
      at++;
    }
    return at;
  }
}
