package org.resnet4j.weights.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * The JSON header of a safetensors file. Nothing in it is trusted: every length is checked against
 * the file's size before memory is allocated for it, and the arrays must tile the rest of the file
 * without gap or overlap.
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final int LONGEST = 100_000_000;
  static final String METADATA = "__metadata__";
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxStringLength(LONGEST)
                  .maxNumberLength(20)
                  .build())
          .build();

  /**
   * The position of an array.
   *
   * @param begin its first byte in the file
   * @param end the byte after its last
   */
  record Entry(String key, ElementType type, Shape shape, long begin, long end) {
    int elements() {
      return Math.toIntExact(shape.elements());
    }
  }

  static ElementType typeOf(String key) {
    return key.endsWith("num_batches_tracked") ? ElementType.I64 : ElementType.F32;
  }

  // ---- writing -------------------------------------------------------------------------------

  /** The header of these arrays in their order, padded with spaces to a multiple of 8 bytes. */
  static byte[] write(Weights weights, Map<String, String> metadata) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (var entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (var entry : weights.arrays().entrySet()) {
        var type = typeOf(entry.getKey());
        long end = begin + entry.getValue().shape().elements() * type.bytes();
        writeEntry(json, new Entry(entry.getKey(), type, entry.getValue().shape(), begin, end));
        begin = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - bytes % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeEntry(JsonGenerator json, Entry entry) throws IOException {
    json.writeObjectFieldStart(entry.key());
    json.writeStringField("dtype", entry.type().name());
    json.writeFieldName("shape");
    json.writeArray(entry.shape().toArray(), 0, entry.shape().rank());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
    json.writeEndObject();
  }

  // ---- reading -------------------------------------------------------------------------------

  /** Reads and checks the header; throws {@link WeightsException} if anything is wrong. */
  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    check(
        size >= 8,
        file,
        () -> "it has %d bytes, fewer than the length of a header".formatted(size));
    long length = readFully(channel, 0, 8).getLong();
    check(
        length >= 2 && length <= LONGEST && length <= size - 8,
        file,
        () ->
            "its header claims %s bytes in a file of %d"
                .formatted(Long.toUnsignedString(length), size));
    byte[] text = readFully(channel, 8, (int) length).array();
    try (var json = JSON.createParser(text)) {
      return new SafetensorsHeaderParser(file, json, 8 + length, size).parse();
    } catch (IOException e) {
      String why = e instanceof JsonProcessingException p ? p.getOriginalMessage() : "" + e;
      throw damaged(file, "its header is not valid JSON: " + why);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int length)
      throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
      // until full
    }
    return bytes.flip();
  }

  static void check(boolean right, Path file, Supplier<String> wrong) {
    if (!right) {
      throw damaged(file, wrong.get());
    }
  }

  static WeightsException damaged(Path file, String wrong) {
    return new WeightsException("'%s' is not a valid safetensors file: %s".formatted(file, wrong));
  }
}
