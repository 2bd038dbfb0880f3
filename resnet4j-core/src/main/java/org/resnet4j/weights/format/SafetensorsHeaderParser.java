package org.resnet4j.weights.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.SafetensorsHeader.Entry;

/** Parses a safetensors header and checks every claim in it against the file's size. */
final class SafetensorsHeaderParser {
  private static final int HIGHEST_RANK = 64;

  private final Path file;
  private final JsonParser json;
  private final long dataBegin;
  private final long dataEnd;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeaderParser(Path file, JsonParser json, long dataBegin, long dataEnd) {
    this.file = file;
    this.json = json;
    this.dataBegin = dataBegin;
    this.dataEnd = dataEnd;
  }

  /** Reads and checks the header; throws {@link WeightsException} if anything is wrong. */
  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    check(
        size >= 8,
        file,
        () -> "it has %d bytes, fewer than the length of a header".formatted(size));
    long length = readFully(channel, 0, 8).getLong();
    check(
        length >= 2 && length <= SafetensorsHeader.LONGEST && length <= size - 8,
        file,
        () ->
            "its header claims %s bytes in a file of %d"
                .formatted(Long.toUnsignedString(length), size));
    byte[] text = readFully(channel, 8, (int) length).array();
    try (var json = SafetensorsHeader.JSON.createParser(text)) {
      return new SafetensorsHeaderParser(file, json, 8 + length, size).parse();
    } catch (IOException e) {
      String why = e instanceof JsonProcessingException p ? p.getOriginalMessage() : e.getMessage();
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

  private SafetensorsHeader parse() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, () -> "its header is not a JSON object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (key.equals(SafetensorsHeader.METADATA)) {
        parseMetadata();
      } else {
        check(Claimed.isName(key), () -> "a name in it is empty, unprintable or too long");
        check(
            entries.put(key, parseEntry(key)) == null,
            () -> "'%s' occurs twice in it".formatted(key));
      }
    }
    check(json.nextToken() == null, () -> "something follows its header's object");
    checkTiling();
    return new SafetensorsHeader(List.copyOf(entries.values()), metadata);
  }

  private void parseMetadata() throws IOException {
    check(metadata.isEmpty(), () -> "its metadata occurs twice in it");
    expect(json.nextToken(), JsonToken.START_OBJECT, () -> "its metadata is not a JSON object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Supplier<String> wrong = () -> "its metadata '%s' is not a string".formatted(name);
      expect(json.nextToken(), JsonToken.VALUE_STRING, wrong);
      check(metadata.put(name, json.getText()) == null, wrong);
    }
  }

  private Entry parseEntry(String key) throws IOException {
    Supplier<String> wrong =
        () -> "'%s' needs one dtype, one shape and two data_offsets".formatted(key);
    ElementType type = null;
    long[] sizes = null;
    long[] offsets = null;
    expect(json.nextToken(), JsonToken.START_OBJECT, wrong);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "dtype" -> {
          check(type == null, wrong);
          type = parseType(key);
        }
        case "shape" -> {
          check(sizes == null, wrong);
          sizes = parseNumbers(wrong);
        }
        case "data_offsets" -> {
          check(offsets == null, wrong);
          offsets = parseNumbers(wrong);
        }
        default -> throw damaged(file, wrong.get());
      }
    }
    if (type == null || sizes == null || offsets == null || offsets.length != 2) {
      throw damaged(file, wrong.get());
    }
    return entry(key, type, sizes, offsets[0], offsets[1]);
  }

  private ElementType parseType(String key) throws IOException {
    json.nextToken();
    String name = String.valueOf(json.getText());
    return Arrays.stream(ElementType.values())
        .filter(type -> type.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                damaged(
                    file,
                    "'%s' is of type '%s'; the types that can be read are %s"
                        .formatted(key, name, Arrays.toString(ElementType.values()))));
  }

  private long[] parseNumbers(Supplier<String> wrong) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY, wrong);
    var numbers = new long[HIGHEST_RANK];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      check(json.currentToken() == JsonToken.VALUE_NUMBER_INT && count < HIGHEST_RANK, wrong);
      numbers[count++] = json.getLongValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private Entry entry(String key, ElementType type, long[] sizes, long begin, long end) {
    long dataLength = dataEnd - dataBegin;
    check(
        0 <= begin && begin <= end && end <= dataLength,
        () -> "'%s' claims bytes %d to %d of %d".formatted(key, begin, end, dataLength));
    var shape = Claimed.shape(sizes);
    check(
        shape.isPresent() && shape.get().elements() * type.bytes() == end - begin,
        () ->
            "'%s' of shape %s and type %s cannot fill %d bytes"
                .formatted(key, Arrays.toString(sizes), type, end - begin));
    return new Entry(key, type, shape.orElseThrow(), dataBegin + begin, dataBegin + end);
  }

  /** The arrays are contiguous from the header's end to the file's. */
  private void checkTiling() {
    long at = dataBegin;
    var inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    for (var entry : inOrder) {
      long expected = at;
      check(
          entry.begin() == at,
          () ->
              entry.begin() < expected
                  ? "'%s' overlaps another array".formatted(entry.key())
                  : "there is a gap before '%s'".formatted(entry.key()));
      at = entry.end();
    }
    long left = dataEnd - at;
    check(left == 0, () -> "%d bytes follow its last array".formatted(left));
  }

  private void expect(JsonToken token, JsonToken expected, Supplier<String> wrong) {
    check(token == expected, wrong);
  }

  private void check(boolean right, Supplier<String> wrong) {
    check(right, file, wrong);
  }

  private static void check(boolean right, Path file, Supplier<String> wrong) {
    if (!right) {
      throw damaged(file, wrong.get());
    }
  }

  private static WeightsException damaged(Path file, String wrong) {
    return new WeightsException("'%s' is not a valid safetensors file: %s".formatted(file, wrong));
  }
}
