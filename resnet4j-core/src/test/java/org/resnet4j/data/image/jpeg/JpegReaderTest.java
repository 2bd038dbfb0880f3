package org.resnet4j.data.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.GoldenImages;

class JpegReaderTest {
  private static final SampleRows NOWHERE = (y, samples) -> {};

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
    assertThat(damage(file)).isEqualTo(JpegReader.LIGHT);
  }

  @Test
  void aPictureThatIsCutShortEndsTooEarly() {
    byte[] file = picture("rgb");
    var cut = Arrays.copyOf(file, file.length - 40);
    assertThat(damage(cut)).isEqualTo("its data end too early");
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
    var reader = new JpegReader();
    assertThat(reader.read(marked, 0, marked.length, NOWHERE))
        .contains("a marker within its data is missing");
    assertThat(reader.read(file, 0, file.length, NOWHERE)).isEmpty();
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

  /** Two frames, as a file has whose parts were mixed up. */
  @Test
  void aPictureHasOneFrame() {
    byte[] file = picture("rgb");
    int frame = marker(file, 0, 0xc0);
    var twice = new ByteArrayOutputStream();
    twice.write(file, 0, next(file, frame));
    twice.write(file, frame, file.length - frame);
    assertThat(damage(twice.toByteArray())).isEqualTo(JpegReader.SCANS);
  }

  @Test
  void componentsThatAreOneAndAHalfTimesAsLargeAreRefused() {
    byte[] file = picture("rgb");
    int frame = marker(file, 0, 0xc0);
    file[frame + 11] = 0x31;
    file[frame + 14] = 0x21;
    assertThat(damage(file)).isEqualTo("the sizes of its components do not go together");
  }

  /** Its coefficients alone would take 33 GB. */
  @Test
  void aProgressivePictureThatClaimsToBeLargeGetsNoRoom() {
    byte[] file = picture("progressive");
    int frame = marker(file, 0, 0xc2);
    Arrays.fill(file, frame + 5, frame + 9, (byte) 0xff);
    assertThat(damage(file)).isEqualTo("it claims more pixels than its bytes can hold");
  }

  private static byte[] picture(String name) {
    return GoldenImages.bytes("image/" + name + ".jpg").clone();
  }

  private static String damage(byte[] file) {
    return new JpegReader().read(file, 0, file.length, NOWHERE).orElse(null);
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
