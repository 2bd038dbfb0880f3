package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/** A damaged zip gives no other numbers than it was written with. */
class DamagedZipTest {
  private static final byte[] SOUND = Resources.bytes("views.pth");

  @TempDir Path folder;

  /** 6,441 of 41,752 flipped bits of such a file once gave other weights, silently. */
  @Test
  void noFlippedBitGivesOtherWeights() throws IOException {
    var right = read(SOUND);
    int refused = 0;
    int cases = 0;
    for (int bit = 0; bit < 8 * SOUND.length; bit += 7, cases++) {
      byte[] flipped = SOUND.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        var weights = read(flipped);
        assertThat(weights.keys()).as("bit %d", bit).isEqualTo(right.keys());
        for (String key : right.keys()) {
          assertThat(weights.at(key)).as("bit %d of %s", bit, key).isEqualTo(right.at(key));
        }
      } catch (WeightsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(cases / 4, cases);
  }

  @Test
  void noCutFileIsRead() throws IOException {
    for (int length = 0; length < SOUND.length; length += 97) {
      byte[] cut = Arrays.copyOf(SOUND, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(WeightsException.class);
    }
  }

  /** PyTorch passes over up to 64 KiB; a longer tail it refuses too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 70_000})
  void whatFollowsTheZipIsSaid(int bytes) {
    assertThatThrownBy(() -> read(Arrays.copyOf(SOUND, SOUND.length + bytes)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("%d byte", bytes)
        .hasMessageContaining("follow its zip and are no part of it");
  }

  /** PyTorch, too, reads the old format to its end and no further. */
  @Test
  void whatFollowsAFileOfTheOldFormatIsPassedOver() throws IOException {
    byte[] old = Resources.bytes("views-legacy.pth");
    assertThat(read(Arrays.copyOf(old, old.length + 7))).isEqualTo(read(old));
  }

  @Test
  void entriesThatOverlapAreToldWithoutReadingThem() throws IOException {
    byte[] bytes = SOUND.clone();
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.length - 46; at++) {
      if (buffer.getInt(at) == 0x02014B50 && buffer.getInt(at + 20) < bytes.length) {
        buffer.putInt(at + 20, bytes.length / 2).putInt(at + 24, bytes.length / 2);
      }
    }
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(WeightsException.class)
        .hasMessageMatching(".*(overlap|is damaged).*");
  }

  /** Inputs that failed once, of the shared cases. */
  @ParameterizedTest
  @CsvSource({"claim.pth, 'claim 2147483639 numbers where it stores 1'", "offset.pth, beyond"})
  void theSharedCasesAreOneSentence(String name, String told) {
    var file = Resources.golden("").resolveSibling("cases").resolve(name);
    assumeTrue(Files.exists(file), "the shared cases are not here: " + file);
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(told);
  }

  @Test
  void anIndexLeadsNowhereElse() throws IOException {
    for (String name :
        List.of("../a.bin", "/etc/a.bin", "a.index.json", "", "a/b.bin", "a.bin\\u0000")) {
      var index = folder.resolve("model.index.json");
      Files.writeString(index, "{\"weight_map\":{\"a\":\"%s\"}}".formatted(name));
      assertThatThrownBy(() -> WeightFile.read(index))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("'a' needs one name of a file beside it");
    }
  }

  private Weights read(byte[] bytes) throws IOException {
    return WeightFile.read(Files.write(folder.resolve("damaged.pth"), bytes));
  }
}
