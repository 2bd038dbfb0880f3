package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * Checkpoints that {@code torch.save} wrote, the zip format (since 1.6) and the old one before it.
 * They are Python pickles, which can run any program when Python loads them; here nothing is
 * executed, and a file that names something to call is rejected. Numbers of every type become
 * floats; tensors may be views of any stride and share storages.
 */
public final class PyTorchCheckpoint {
  private PyTorchCheckpoint() {}

  /**
   * All tensors of a checkpoint, keyed by the path to them: {@code state_dict.module.fc.bias}.
   *
   * @param file what {@code torch.save} wrote
   * @return the tensors as floats, in the order of the pickle
   * @throws WeightsException if the file cannot be read, is not a valid checkpoint or names a class
   *     to call
   */
  public static Weights read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
  }

  /** The same of a file that is open; a zip is read through its own table of contents. */
  static Weights read(Path file, FileChannel channel) throws IOException {
    try {
      return FirstBytes.of(channel) == FirstBytes.ZIP
          ? TorchZip.read(file)
          : TorchLegacy.read(channel);
    } catch (DamagedPickle e) {
      throw new WeightsException(
          "cannot read '%s' as a PyTorch checkpoint: %s".formatted(file, e.getMessage()), e);
    }
  }
}
