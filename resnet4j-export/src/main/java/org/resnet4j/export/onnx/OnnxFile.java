package org.resnet4j.export.onnx;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.resnet4j.export.ExportException;
import org.resnet4j.internal.files.AtomicFile;

/**
 * Writes models as {@code onnx.proto} lays them out; field numbers are those of that file. The file
 * appears whole or not at all.
 */
public final class OnnxFile {
  /** Protobuf's own limit on a message. */
  private static final long LIMIT = Integer.MAX_VALUE;

  private OnnxFile() {}

  /**
   * Writes a model.
   *
   * @throws ExportException if it is larger than the format allows, or cannot be written
   */
  public static void write(Path file, OnnxModel model) {
    var message = sound(model);
    try {
      AtomicFile.write(
          file,
          channel -> {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            message.writeTo(out);
            out.flush();
          });
    } catch (IOException e) {
      throw ExportException.writing(file, e);
    }
  }

  /**
   * What {@link #write} writes, in memory.
   *
   * @throws ExportException if it is larger than the format allows
   */
  public static byte[] bytes(OnnxModel model) {
    var message = sound(model);
    var out = new ByteArrayOutputStream((int) message.size());
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Protobuf sound(OnnxModel model) {
    var message = model(model);
    if (message.size() > LIMIT) {
      throw new ExportException(
          "the network takes %,d bytes as ONNX, which holds %,d at most; export it as safetensors"
              .formatted(message.size(), LIMIT));
    }
    return message;
  }

  private static Protobuf model(OnnxModel model) {
    var message =
        new Protobuf()
            .add(1, OnnxModel.IR_VERSION)
            .add(2, "resnet4j")
            .add(7, graph(model))
            .add(8, new Protobuf().add(1, "").add(2, OnnxModel.OPSET));
    model
        .metadata()
        .forEach((key, value) -> message.add(14, new Protobuf().add(1, key).add(2, value)));
    return message;
  }

  private static Protobuf graph(OnnxModel model) {
    var graph = new Protobuf();
    model.nodes().forEach(node -> graph.add(1, node(node)));
    graph.add(2, model.name());
    model.constants().forEach(constant -> graph.add(5, tensor(constant)));
    return graph.add(11, value(model.input())).add(12, value(model.output()));
  }

  private static Protobuf node(OnnxNode node) {
    var message = new Protobuf();
    node.inputs().forEach(input -> message.add(1, input));
    message.add(2, node.output()).add(3, node.name()).add(4, node.operator());
    node.attributes().entrySet().forEach(entry -> message.add(5, attribute(entry)));
    return message;
  }

  private static Protobuf attribute(Map.Entry<String, OnnxNode.Attribute> entry) {
    var message = new Protobuf().add(1, entry.getKey());
    return switch (entry.getValue()) {
      case OnnxNode.Real real -> message.add(2, real.value()).add(20, 1);
      case OnnxNode.Whole whole -> message.add(3, whole.value()).add(20, 2);
      case OnnxNode.Wholes wholes -> {
        wholes.values().forEach(value -> message.add(8, (long) value));
        yield message.add(20, 7);
      }
    };
  }

  private static Protobuf tensor(OnnxTensor tensor) {
    var message = new Protobuf();
    tensor.sizes().forEach(size -> message.add(1, (long) size));
    return message
        .add(2, tensor.values().type().code())
        .add(8, tensor.name())
        .add(9, tensor.values());
  }

  private static Protobuf value(OnnxModel.Value value) {
    var shape = new Protobuf().add(1, new Protobuf().add(2, "N"));
    List<Integer> sizes = value.sizes();
    sizes.forEach(size -> shape.add(1, new Protobuf().add(1, (long) size)));
    var tensor = new Protobuf().add(1, value.type().code()).add(2, shape);
    return new Protobuf().add(1, value.name()).add(2, new Protobuf().add(1, tensor));
  }
}
