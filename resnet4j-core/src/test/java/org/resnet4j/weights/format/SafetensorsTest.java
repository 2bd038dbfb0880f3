package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() {
    var arrays = new LinkedHashMap<String, NdArray>();
    arrays.put("b.weight", new NdArray(Shape.of(2, 3), new float[] {1, -2, 3.5f, 0, 1e-30f, 6}));
    arrays.put("bn.num_batches_tracked", NdArray.scalar(12345));
    arrays.put("a.bias", new NdArray(Shape.of(1), new float[] {Float.NaN}));
    arrays.put("empty", NdArray.zeros(Shape.of(0, 4)));
    var file = folder.resolve("new/folder/w.safetensors");
    Safetensors.write(file, new Weights(arrays), Map.of("format", "pt", "ö", "ü\n\"x\""));
    var contents = Safetensors.readContents(file);
    assertThat(contents.metadata()).isEqualTo(Map.of("format", "pt", "ö", "ü\n\"x\""));
    assertThat(contents.weights().keys()).containsExactlyElementsOf(arrays.keySet());
    arrays.forEach(
        (key, array) -> {
          assertThat(contents.weights().at(key).shape()).isEqualTo(array.shape());
          assertThat(contents.weights().at(key).data()).isEqualTo(array.data());
        });
  }

  @Test
  void countersAreWrittenAs64BitIntegers() throws IOException {
    var file = folder.resolve("w.safetensors");
    Safetensors.write(file, new Weights(Map.of("n.num_batches_tracked", NdArray.scalar(7))));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 8, bytes.length - 16, StandardCharsets.UTF_8)).contains("I64");
    var last = ByteBuffer.wrap(bytes, bytes.length - 8, 8).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(last.getLong()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 3ff8000000000000, 1.5",
    "F32, 3fc00000, 1.5",
    "F16, 3e00, 1.5",
    "BF16, 3fc0, 1.5",
    "I64, fffffffffffffffe, -2",
    "I32, fffffffe, -2",
    "I16, fffe, -2",
    "I8, fe, -2",
    "U8, fe, 254",
    "BOOL, 01, 1",
  })
  void everyTypeIsConvertedToFloat(String type, String bigEndian, float value) throws IOException {
    byte[] data = new byte[bigEndian.length() / 2];
    for (int i = 0; i < data.length; i++) {
      int at = bigEndian.length() - 2 * i - 2;
      data[i] = (byte) Integer.parseInt(bigEndian.substring(at, at + 2), 16);
    }
    var header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,%d]}}"
            .formatted(type, data.length);
    assertThat(Safetensors.read(file(header, data)).at("x").data()).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | not a JSON object",
        "{\"x\":1} | 'x' needs one dtype",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}} | 'x' needs one dtype",
        "{\"x\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}} | of type 'F99'",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}} | bytes 0 to 800 of 8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | bytes 8 to 0 of 8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,8]}} | bytes -8 to 8 of 8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | cannot fill 8 bytes",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}} | cannot fill",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}"
            + " | cannot fill",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 bytes follow",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | there is a gap before"
            + " 'x'",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 'y' overlaps",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | twice",
        "{\"__metadata__\":{\"a\":1}} | metadata 'a' is not a string",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[[[[[[2]]]]]],\"data_offsets\":[0,8]}} | 'x' needs",
        "{\"\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | a name in it is empty",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]} | not valid JSON",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}"
            + " | not valid JSON",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {} | follows its header",
      })
  void aLyingHeaderIsRefusedInOneSentence(String header, String told) throws IOException {
    var file = file(header, new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(told);
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() throws IOException {
    for (long length : new long[] {0, 1, 17, 99_000_000, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      var file = folder.resolve("w.safetensors");
      var bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      Files.write(file, bytes.array());
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("in a file of 24");
    }
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(WeightsException.class)
        .hasMessageEndingWith("none': there is no such file");
    assertThatThrownBy(() -> Safetensors.read(folder))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("it is a folder");
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("w.safetensors"), bytes.array());
  }
}
