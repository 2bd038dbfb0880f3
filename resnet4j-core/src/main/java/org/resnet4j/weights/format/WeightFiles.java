package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/** Weight files of any known format, recognised by their first bytes, not by their names. */
public final class WeightFiles {
  private WeightFiles() {}

  /**
   * The arrays of a safetensors file or a PyTorch checkpoint, under the file's own keys.
   *
   * @throws WeightsException if the file is of another format or damaged
   */
  public static Weights read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var start = FirstBytes.of(channel);
      if (TorchZip.looksLike(start) || TorchLegacy.looksLike(start)) {
        return PyTorchCheckpoint.read(file);
      }
      if (start.remaining() > 8 && start.get(8) == '{') {
        return Safetensors.read(file);
      }
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
    throw new WeightsException(
        "'%s' is neither a safetensors file nor a PyTorch checkpoint".formatted(file));
  }
}
