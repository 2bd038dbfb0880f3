package org.resnet4j.data.image.fax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.JdkDecoder;

/** What the JDK's writer has coded, with runs of every length, is read again. */
class FaxReaderTest {
  private final JdkDecoder decoder = new JdkDecoder();

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void everyRunIsRead(String kind) throws IOException {
    var random = new Random(3);
    for (int run = 1; run < 2_700; run += run < 70 ? 1 : 61) {
      int width = run + 9;
      var picture = new BufferedImage(width, 6, BufferedImage.TYPE_BYTE_BINARY);
      for (int y = 0; y < 6; y++) {
        int from = random.nextInt(9);
        boolean light = y % 2 == 0;
        for (int x = 0; x < width; x++) {
          boolean within = x >= from && x < from + run;
          picture.setRGB(x, y, within == light ? 0xffffff : 0);
        }
      }
      assertThat(decoder.decode("fax.tif", tiff(picture, kind)).pixels())
          .as("a run of %d", run)
          .isEqualTo(pixels(picture));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void everyRowIsRead(String kind) throws IOException {
    var random = new Random(4);
    for (int i = 0; i < 200; i++) {
      var picture =
          new BufferedImage(
              random.nextInt(30, 90), random.nextInt(1, 30), BufferedImage.TYPE_BYTE_BINARY);
      int kept = random.nextInt(1, 9); // how alike pixels are to those above and before
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          int like = random.nextInt(kept);
          int colour =
              like > 3 && y > 0
                  ? picture.getRGB(x, y - 1)
                  : like > 0 && x > 0 ? picture.getRGB(x - 1, y) : random.nextInt(2) * 0xffffff;
          picture.setRGB(x, y, colour);
        }
      }
      assertThat(decoder.decode("fax.tif", tiff(picture, kind)).pixels())
          .isEqualTo(pixels(picture));
    }
  }

  @Test
  void aRowThatIsTooLongIsDamage() {
    var reader = new FaxReader(FaxReader.Kind.ROWS, 8);
    byte[] white = {(byte) 0b1001_1000}; // a run of 8
    assertThat(reader.read(white, 0, 1, false, 1)).containsOnly(0);
    byte[] longer = {(byte) 0b1010_0000}; // 9
    assertThatThrownBy(() -> reader.read(longer, 0, 1, false, 1))
        .hasMessage("a row is not as long as the picture is wide");
    assertThatThrownBy(() -> reader.read(white, 0, 1, false, 2))
        .isInstanceOf(IllegalStateException.class);
  }

  /** V0 is a row that is as the one above; a second one is left over. */
  @Test
  void codesBehindTheLastRowAreDamage() {
    var reader = new FaxReader(FaxReader.Kind.GROUP4, 8);
    byte[] one = {(byte) 0b1000_0000, 0};
    assertThat(reader.read(one, 0, 2, false, 1)).containsOnly(0);
    byte[] ended = {(byte) 0b1000_0000, 0b0000_1000, 0, (byte) 0b1000_0000};
    assertThat(reader.read(ended, 0, 4, false, 1)).containsOnly(0);
    byte[] two = {(byte) 0b1100_0000, 0};
    assertThat(reader.read(two, 0, 2, false, 2)).containsOnly(0);
    assertThatThrownBy(() -> reader.read(two, 0, 2, false, 1))
        .hasMessage("a row is not as long as the picture is wide");
  }

  /** The sentence names the file. */
  @Test
  void aDamagedTiffIsRefusedInOneSentence() throws IOException {
    var picture = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_BINARY);
    byte[] file = tiff(picture, "CCITT T.6");
    int refused = 0;
    for (int at = 8; at < file.length; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= 0x55;
      try {
        decoder.decode("fax.tif", damaged);
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("fax.tif");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] tiff(BufferedImage picture, String kind) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(kind);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static byte[] pixels(BufferedImage picture) {
    var image = Image.black(3, picture.getHeight(), picture.getWidth());
    int plane = picture.getHeight() * picture.getWidth();
    for (int i = 0; i < plane; i++) {
      byte light = (byte) picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
      for (int c = 0; c < 3; c++) {
        image.pixels()[c * plane + i] = light;
      }
    }
    return image.pixels();
  }
}
