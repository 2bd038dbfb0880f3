package org.resnet4j.export.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.export.ExportException;

/**
 * Reads back what {@link OnnxFile} writes, so that an export can be checked from the file itself.
 * Not a reader of everything that ONNX allows: tensors are raw data, one input, one output.
 */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * The model in a file.
   *
   * @throws ExportException if the file cannot be read or is not sound
   */
  public static OnnxModel read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return model(new ProtobufReader(new FileBytes(channel)));
    } catch (IOException e) {
      throw ExportException.reading(file, e);
    } catch (UncheckedIOException e) {
      throw ExportException.reading(file, e.getCause());
    }
  }

  private static OnnxModel model(ProtobufReader reader) {
    var metadata = new LinkedHashMap<String, String>();
    ProtobufReader graph = null;
    while (reader.next()) {
      switch (reader.field()) {
        case 7 -> graph = reader.message();
        case 14 -> {
          var entry = strings(reader.message());
          metadata.put(entry.get(0), entry.get(1));
        }
        default -> reader.skip();
      }
    }
    if (graph == null) {
      throw new ExportException("the file is not an ONNX model: it has no graph");
    }
    return graph(graph, metadata);
  }

  private static OnnxModel graph(ProtobufReader reader, Map<String, String> metadata) {
    var nodes = new ArrayList<OnnxNode>();
    var constants = new ArrayList<OnnxTensor>();
    var borders = new ArrayList<OnnxModel.Value>();
    var name = "";
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> nodes.add(node(reader.message()));
        case 2 -> name = reader.text();
        case 5 -> constants.add(tensor(reader.message()));
        case 11, 12 -> borders.add(value(reader.message()));
        default -> reader.skip();
      }
    }
    if (borders.size() != 2) {
      throw new ExportException(
          "the graph has %d inputs and outputs, not two".formatted(borders.size()));
    }
    return new OnnxModel(name, nodes, constants, borders.get(0), borders.get(1), metadata);
  }

  private static OnnxNode node(ProtobufReader reader) {
    var inputs = new ArrayList<String>();
    var texts = new String[] {"", "", ""};
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> inputs.add(reader.text());
        case 2, 3, 4 -> texts[reader.field() - 2] = reader.text();
        case 5 -> attribute(reader.message(), attributes);
        default -> reader.skip();
      }
    }
    return new OnnxNode(texts[2], texts[1], inputs, texts[0], attributes);
  }

  private static void attribute(ProtobufReader reader, Map<String, OnnxNode.Attribute> attributes) {
    var name = "";
    float real = 0;
    long whole = 0;
    long type = 0;
    var wholes = new ArrayList<Long>();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> name = reader.text();
        case 2 -> real = reader.single();
        case 3 -> whole = reader.number();
        case 8 -> wholes.add(reader.number());
        case 20 -> type = reader.number();
        default -> reader.skip();
      }
    }
    attributes.put(
        name,
        type == 1
            ? new OnnxNode.Real(real)
            : type == 2 ? new OnnxNode.Whole(whole) : new OnnxNode.Wholes(wholes));
  }

  private static OnnxTensor tensor(ProtobufReader reader) {
    var sizes = new ArrayList<Integer>();
    var type = OnnxType.FLOAT;
    var name = "";
    Optional<ProtobufReader.Block> raw = Optional.empty();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> sizes.add(Math.toIntExact(reader.number()));
        case 2 -> type = type(reader.number());
        case 8 -> name = reader.text();
        case 9 -> raw = Optional.of(reader.block());
        default -> reader.skip();
      }
    }
    if (raw.isEmpty()) {
      throw new ExportException("tensor '%s' has no raw data".formatted(name));
    }
    return new OnnxTensor(name, sizes, RawData.read(type, raw.get()));
  }

  /** A ValueInfoProto: name, and the sizes after the batch's. */
  private static OnnxModel.Value value(ProtobufReader reader) {
    var name = "";
    var type = OnnxType.FLOAT;
    var sizes = new ArrayList<Integer>();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> name = reader.text();
        case 2 -> {
          var outer = reader.message();
          while (outer.next()) {
            var tensor = outer.message();
            while (tensor.next()) {
              if (tensor.field() == 1) {
                type = type(tensor.number());
              } else {
                sizes(tensor.message(), sizes);
              }
            }
          }
        }
        default -> reader.skip();
      }
    }
    return new OnnxModel.Value(name, type, sizes);
  }

  private static void sizes(ProtobufReader shape, List<Integer> sizes) {
    while (shape.next()) {
      var size = shape.message();
      while (size.next()) {
        if (size.field() == 1) {
          sizes.add(Math.toIntExact(size.number()));
        } else {
          size.skip();
        }
      }
    }
  }

  private static List<String> strings(ProtobufReader reader) {
    var texts = new ArrayList<>(List.of("", ""));
    while (reader.next()) {
      texts.set(reader.field() - 1, reader.text());
    }
    return texts;
  }

  private static OnnxType type(long code) {
    for (var type : OnnxType.values()) {
      if (type.code() == code) {
        return type;
      }
    }
    throw new ExportException("the file has tensors of type " + code + ", which is not supported");
  }
}
