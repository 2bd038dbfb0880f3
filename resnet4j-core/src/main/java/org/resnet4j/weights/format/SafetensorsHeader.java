package org.resnet4j.weights.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Weights;

/**
 * The JSON header of a safetensors file. Nothing in it is trusted: every length is checked against
 * the file's size before memory is allocated for it, and the arrays must tile the rest of the file
 * without gap or overlap.
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  static final int LONGEST = 100_000_000;
  static final String METADATA = "__metadata__";
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names of others are not kept
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
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
}
