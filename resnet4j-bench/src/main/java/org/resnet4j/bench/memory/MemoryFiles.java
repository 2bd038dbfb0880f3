package org.resnet4j.bench.memory;

import java.nio.file.Files;
import java.nio.file.Path;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

/**
 * One network as the file that each contender reads: {@code MemoryFiles FOLDER MODEL} writes
 * MODEL.safetensors and MODEL.onnx where they are not there yet.
 */
public final class MemoryFiles {
  private MemoryFiles() {}

  public static void main(String[] args) {
    var architecture = Zoo.of(args[1]);
    var network = Network.create(architecture, 0);
    var weights = Path.of(args[0], args[1] + ".safetensors");
    if (Files.notExists(weights)) {
      Safetensors.write(weights, network.weights());
    }
    var graph = Path.of(args[0], args[1] + ".onnx");
    if (Files.notExists(graph)) {
      OnnxFile.write(
          graph, OnnxExporter.export(args[1], network, architecture.input(), OnnxOptions.DEFAULTS));
    }
  }
}
