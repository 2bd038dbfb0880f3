package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

class FirstBytesTest {
  @TempDir Path folder;

  @Test
  void aHeaderOfWhateverLengthIsSafetensors() {
    for (int length = 2; length <= SafetensorsHeader.LONGEST; length += 1 + length / 5000) {
      assertThat(FirstBytes.of(safetensors(length))).isEqualTo(FirstBytes.SAFETENSORS);
    }
    for (int length : new int[] {0x0280, 0x0580, 0x8080, 0xFF80, 0x04034B50}) {
      assertThat(FirstBytes.of(safetensors(length))).isEqualTo(FirstBytes.SAFETENSORS);
    }
  }

  /** 640 begins as a pickle of protocol 2 does; 0x8080 did by a byte's sign. */
  @ParameterizedTest
  @ValueSource(ints = {0x0280, 0x0380, 0x0480, 0x0580, 0x8080, 0xA380})
  void aFileWhoseHeaderIsOfAnUnluckyLengthIsRead(int length) throws Exception {
    var file = folder.resolve("unlucky.safetensors");
    var weights = new Weights(Map.of("a", new NdArray(Shape.of(2), new float[] {1, 2})));
    int bare = SafetensorsHeader.write(weights, Map.of("note", "")).length;
    for (int more = length - bare - 8; more <= length - bare + 8; more++) {
      Safetensors.write(file, weights, Map.of("note", "x".repeat(more)));
      if (ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getInt()
          == length) {
        assertThat(WeightFile.read(file)).isEqualTo(weights);
        return;
      }
    }
    throw new AssertionError("no header of " + length + " bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "PICKLE, 80028A0A6CFC9C46F9206AA850192E80",
    "PICKLE, 8004950D000000000000008A0A6CFC9C",
    "PICKLE, 80027D71002858",
    "PICKLE, 8002",
    "UNKNOWN, 80",
    "UNKNOWN, 8080",
    "UNKNOWN, 80FF00",
    "ZIP, 504B0304000008080000",
    "UNKNOWN, 504B03",
    "UNKNOWN, ''",
    "SAFETENSORS, FFFFFFFFFFFFFFFF7B7D",
  })
  void everyKindIsToldByItsBytes(FirstBytes kind, String hex) {
    var bytes = HexFormat.of().parseHex(hex);
    assertThat(FirstBytes.of(ByteBuffer.wrap(bytes))).isEqualTo(kind);
  }

  private static ByteBuffer safetensors(long length) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put("{\"a\":{\"d".getBytes(StandardCharsets.US_ASCII))
        .flip()
        .order(ByteOrder.BIG_ENDIAN);
  }
}
