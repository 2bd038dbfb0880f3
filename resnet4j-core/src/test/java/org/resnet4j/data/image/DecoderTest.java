package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.data.GoldenImages.image;
import static org.resnet4j.data.GoldenImages.largestDifference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.GoldenImages;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

class DecoderTest {
  private final ImageDecoder decoder = new JdkDecoder();

  @TestFactory
  Stream<DynamicTest> decodesWhatPillowDecodes() {
    return GoldenImages.json("image/pillow.json")
        .get("files")
        .propertyStream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      byte[] bytes = GoldenImages.bytes("image/" + file.getKey());
                      Image wanted = image(file.getValue(), "pixels");
                      assertThat(largestDifference(decoder.decode(file.getKey(), bytes), wanted))
                          .isZero();
                    }));
  }

  @Test
  void orientationIsIgnoredUnlessAskedFor() {
    byte[] file = GoldenImages.bytes("image/turned.jpg");
    Image asStored = decoder.decode("turned.jpg", file);
    assertThat(asStored.width()).isEqualTo(32);
    assertThat(Orientation.of(file)).isEqualTo(6);
    Image upright = Orientation.upright(asStored, 6);
    assertThat(upright.width()).isEqualTo(24);
    // 6: the camera's left became the top, so the stored bottom left is the upright top left
    assertThat(upright.at(0, 0, 0)).isEqualTo(asStored.at(0, 23, 0));
    assertThat(upright.at(0, 31, 0)).isEqualTo(asStored.at(0, 23, 31));
  }

  @Test
  void aPhotographIsReadUprightWhereThatIsAskedFor(@TempDir Path folder) throws IOException {
    byte[] file = GoldenImages.bytes("image/turned.jpg");
    Path photograph = Files.write(folder.resolve("turned.jpg"), file);
    assertThat(decoder.readUpright(photograph))
        .isEqualTo(Orientation.upright(decoder.read(photograph), 6));
  }

  @Test
  void aFileThatIsNotThereIsSaidInWords(@TempDir Path folder) {
    var nowhere = folder.resolve("none.png");
    assertThatThrownBy(() -> decoder.read(nowhere))
        .isInstanceOf(DataException.class)
        .hasMessage("%s cannot be read: there is no file %s", nowhere, nowhere);
    assertThatThrownBy(() -> decoder.readUpright(nowhere)).hasMessageContaining("there is no file");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationHasItsInverse(int orientation) {
    byte[] pixels = new byte[3 * 4 * 5];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) i);
    Image image = new Image(3, 4, 5, pixels);
    int inverse = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    Image back = Orientation.upright(Orientation.upright(image, orientation), inverse);
    assertThat(back.pixels()).isEqualTo(pixels);
  }

  @Test
  void aFileWithoutOrientationIsUpright() {
    assertThat(Orientation.of(GoldenImages.bytes("image/rgb.jpg"))).isEqualTo(1);
    assertThat(Orientation.of(new byte[0])).isEqualTo(1);
  }

  @Test
  void anImageThatClaimsTenThousandMillionPixelsIsRefusedBeforeItIsDecoded() {
    assertThatThrownBy(() -> decoder.decode("bomb.png", pngOfSize(100_000, 100_000)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bomb.png claims 100000 x 100000 pixels");
  }

  @Test
  void anImageThatClaimsMoreThanItsBytesCanHoldIsRefused() {
    assertThatThrownBy(() -> decoder.decode("liar.png", pngOfSize(10_000, 10_000)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot hold");
  }

  /** A strip of 1,776 bytes that claimed 134 MB had them. */
  @Test
  void aTiffWhoseStripIsLargerThanItsFileIsRefusedBeforeRoomIsMade() throws IOException {
    byte[] file = PictureZoo.picture(GoldenImages.bytes("image/zoo.zip"), "rgb-deflate.tif");
    var numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int directory = numbers.getInt(4);
    int at = directory + 2;
    while (numbers.getShort(at) != 279) { // the strips' sizes
      at += 12;
    }
    numbers.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, 1 << 27);
    assertThatThrownBy(() -> decoder.decode("liar.tif", file))
        .isInstanceOf(DataException.class)
        .hasMessage("liar.tif is damaged: parts of it are missing");
  }

  /** One flipped bit of the width made 5.7 GB of a file of 123 KB. */
  @Test
  void aWebpWithoutLossMayBeSmoothButNotWithoutBounds() {
    byte[] file = GoldenImages.bytes("image/smooth.webp");
    var smooth = decoder.decode("smooth.webp", file);
    assertThat(smooth.shape()).isEqualTo(new ImageShape(3, 2048, 2048));
    assertThat(smooth.pixels()[1000]).isEqualTo((byte) 40);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 16382 | 10922 << 14);
    assertThatThrownBy(() -> decoder.decode("liar.webp", file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("liar.webp claims 16383 x 10923 pixels, which 200 bytes of WebP");
  }

  @Test
  void aTruncatedJpegIsNamed() {
    byte[] file = GoldenImages.bytes("image/rgb.jpg");
    byte[] half = Arrays.copyOf(file, file.length - 60);
    assertThatThrownBy(() -> decoder.decode("half.jpg", half))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("half.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "0, c9, in arithmetic codes",
    "0, c3, without loss or in levels",
    "3, 0c, of 12 bits a sample"
  })
  void aJpegThatIsNotReadIsNamedByItsKind(int place, String value, String kind) {
    byte[] file = GoldenImages.bytes("image/rgb.jpg");
    file[frame(file) + place] = (byte) Integer.parseInt(value, 16);
    assertThatThrownBy(() -> decoder.decode("odd.jpg", file))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "odd.jpg is a JPEG that is not read: %s; save it as PNG or as a JPEG of 8 bits", kind);
  }

  @Test
  void aJpegThatClaimsMoreThanItsBytesCanHoldIsRefusedBeforeRoomIsMade() {
    byte[] file = GoldenImages.bytes("image/rgb.jpg");
    ByteBuffer.wrap(file).putShort(frame(file) + 4, (short) 1024);
    ByteBuffer.wrap(file).putShort(frame(file) + 6, (short) 1024);
    assertThatThrownBy(() -> decoder.decode("liar.jpg", file))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "liar.jpg claims 1024 x 1024 pixels, which its %d bytes cannot hold", file.length);
  }

  /** {@return the place of the marker's second byte} */
  private static int frame(byte[] file) {
    int at = 1;
    while (file[at - 1] != -1 || file[at] != (byte) 0xc0) {
      at++;
    }
    return at;
  }

  @Test
  void textIsNoImage() {
    assertThatThrownBy(() -> decoder.decode("notes.jpg", "not an image".getBytes()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "notes.jpg is not an image of a known format (JPEG, PNG, GIF, BMP, TIFF, WebP, PBM,"
                + " PGM, PPM)");
  }

  private static byte[] pngOfSize(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(33 + 100);
    file.putLong(0x89504E470D0A1A0AL).putInt(13).put("IHDR".getBytes());
    file.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(file.array(), 12, 17);
    file.putInt((int) crc.getValue());
    return file.array();
  }
}
