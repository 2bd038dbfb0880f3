package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An input as a request has it: its fields in any order, its data here or behind the JSON. */
final class InputReader {
  private static final int MOST_AXES = 8;
  private final TensorParameters parameters = new TensorParameters();
  private final List<Long> shape = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private float[] numbers = new float[0];
  private int count;
  private boolean data;
  private String name = "";
  private String datatype = "";

  private InputReader() {}

  static InputReader read(JsonParser parser) throws IOException {
    var input = new InputReader();
    Tokens.fields(parser, parser.currentToken(), input::field);
    return input;
  }

  private void field(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "name" -> name = Tokens.text(parser, "an input's name");
      case "datatype" -> datatype = Tokens.text(parser, "an input's datatype");
      case "parameters" -> parameters.read(parser);
      case "shape" -> Tokens.elements(parser, field, this::size);
      case "data" -> data(parser);
      default -> parser.skipChildren();
    }
  }

  private void size(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 1) {
      throw Refusal.wrong("a shape has whole numbers from 1; see " + Tokens.place(parser));
    }
    if (shape.size() == MOST_AXES) {
      throw Refusal.wrong("a shape has %d axes at most".formatted(MOST_AXES));
    }
    shape.add(parser.getLongValue());
  }

  /** Data may be flat or nested as the shape is: the order is the same. */
  private void data(JsonParser parser) throws IOException {
    if (data || parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.wrong("'data' is one list; see " + Tokens.place(parser));
    }
    data = true;
    for (int depth = 1; depth > 0; ) {
      switch (parser.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(parser.getFloatValue());
        case VALUE_STRING -> texts.add(parser.getText());
        case null, default ->
            throw Refusal.wrong("data are numbers or texts; see " + Tokens.place(parser));
      }
      if (depth > MOST_AXES) {
        throw Refusal.wrong("data are nested too deep at " + Tokens.place(parser));
      }
    }
  }

  private void add(float number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(1024, 2 * count));
    }
    numbers[count++] = number;
  }

  /** The input with its data. */
  Tensor tensor(byte[] body, int head) {
    if (shape.isEmpty()) {
      throw Refusal.wrong("the input '%s' has no shape".formatted(name));
    }
    var size = parameters.number("binary_data_size");
    if (size.isPresent() == data) {
      throw Refusal.wrong(
          "the input '%s' has its data either as 'data' or behind the JSON".formatted(name));
    }
    long behind = body.length - head;
    if (size.orElse(0L) != behind) {
      throw Refusal.wrong(
          "the inputs have %d bytes behind the JSON, the body has %d"
              .formatted(size.orElse(0L), behind));
    }
    return switch (datatype) {
      case "FP32" -> numbers(body, head, size.isPresent());
      case "BYTES" -> pictures(body, head, size.isPresent());
      default ->
          throw Refusal.wrong(
              "the input '%s' is of datatype '%s'; BYTES (encoded pictures) and FP32 are taken"
                  .formatted(name, datatype));
    };
  }

  private Tensor numbers(byte[] body, int head, boolean binary) {
    if (!texts.isEmpty()) {
      throw Refusal.wrong("the input '%s' is FP32, its data are texts".formatted(name));
    }
    if (!binary) {
      return checked(new Tensor.Numbers(name, List.copyOf(shape), Arrays.copyOf(numbers, count)));
    }
    int bytes = body.length - head;
    if (bytes % Float.BYTES != 0) {
      throw Refusal.wrong("FP32 takes four bytes each, got %d bytes".formatted(bytes));
    }
    var values = new float[bytes / Float.BYTES];
    ByteBuffer.wrap(body, head, bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return checked(new Tensor.Numbers(name, List.copyOf(shape), values));
  }

  private Tensor pictures(byte[] body, int head, boolean binary) {
    if (count > 0) {
      throw Refusal.wrong("the input '%s' is BYTES, its data are numbers".formatted(name));
    }
    var files = binary ? behind(body, head) : decoded();
    return checked(new Tensor.Pictures(name, List.copyOf(shape), files));
  }

  /** Each with its length before it, four bytes, the lowest first. */
  private static List<byte[]> behind(byte[] body, int head) {
    var files = new ArrayList<byte[]>();
    var in = ByteBuffer.wrap(body, head, body.length - head).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw Refusal.wrong("the bytes of the BYTES input are cut short");
      }
      var file = new byte[length];
      in.get(file);
      files.add(file);
    }
    return files;
  }

  private List<byte[]> decoded() {
    try {
      return texts.stream().map(text -> Base64.getMimeDecoder().decode(text)).toList();
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(
          "pictures in JSON are texts in Base64; the input '%s' is not".formatted(name));
    }
  }

  private static Tensor checked(Tensor tensor) {
    long wanted = 1;
    for (long size : tensor.shape()) {
      wanted = size > Integer.MAX_VALUE ? Integer.MAX_VALUE : wanted * size;
      wanted = Math.min(wanted, Integer.MAX_VALUE);
    }
    long got =
        switch (tensor) {
          case Tensor.Pictures pictures -> pictures.files().size();
          case Tensor.Numbers numbers -> numbers.values().length;
        };
    if (got != wanted) {
      throw Refusal.wrong(
          "the input '%s' has the shape %s and %d elements"
              .formatted(tensor.name(), tensor.shape(), got));
    }
    return tensor;
  }
}
