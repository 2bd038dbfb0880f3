package org.resnet4j.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * Checkpoints that {@code torch.save} wrote, the zip format (since 1.6) and the old one before it,
 * and NumPy's {@code .npz}. Checkpoints are Python pickles, which can run any program when Python
 * loads them; here nothing is executed: objects that are no arrays are passed over unbuilt, and a
 * file that names what runs programs is refused. Numbers of every type become floats; tensors may
 * be views of any stride and share storages.
 */
public final class PyTorchCheckpoint {
  private PyTorchCheckpoint() {}

  /**
   * All tensors of a checkpoint, keyed by the path to them: {@code state_dict.module.fc.bias}.
   * Those of a pickled module have the keys of its state dict; sparse, quantised and complex ones
   * are left out.
   *
   * @param file what {@code torch.save} or {@code numpy.savez} wrote
   * @return the tensors as floats, in the order of the pickle
   * @throws WeightsException if the file cannot be read, is not a valid checkpoint or names
   *     something to run
   */
  public static Weights read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel).weights();
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
  }

  /** The same of a file that is open; a zip is read through its own table of contents. */
  static Loaded read(Path file, FileChannel channel) throws IOException {
    boolean zip = FirstBytes.of(channel) == FirstBytes.ZIP;
    try {
      return zip ? readZip(file) : TorchLegacy.read(channel);
    } catch (DamagedPickle e) {
      throw new WeightsException(
          "cannot read '%s' as a PyTorch checkpoint%s: %s"
              .formatted(file, zip ? " or an archive of NumPy" : "", e.getMessage()),
          e);
    }
  }

  private static Loaded readZip(Path file) throws IOException {
    try (var zip = ZipRecords.open(file.toFile())) {
      var folder = TorchZip.folder(zip);
      if (folder.isPresent()) {
        return TorchZip.read(zip, folder.get());
      }
      if (Npz.looksLike(zip)) {
        return Npz.read(zip);
      }
      throw new DamagedPickle("its zip has no data.pkl, and arrays of NumPy are not all it has");
    } catch (ZipException | IllegalArgumentException | EOFException e) {
      throw new DamagedPickle("its zip is damaged: " + e.getMessage());
    }
  }
}
