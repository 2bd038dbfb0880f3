package org.resnet4j.export.pytorch;

import java.nio.file.Path;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.weights.Network;

/**
 * A state dict as {@code torch.save} writes one since PyTorch 1.6: what {@code torch.load(…,
 * weights_only=True)} and {@code load_state_dict} take, strict, for the same network.
 */
public final class StateDictFile {
  private StateDictFile() {}

  /**
   * Writes the arrays of a network under their keys, in the network's order.
   *
   * @throws org.resnet4j.export.ExportException if the file cannot be written
   */
  public static void write(Path file, Network network) {
    var pickle = new PickleWriter().orderedDict().mark();
    for (Parameter parameter : Parameters.of(network.layer())) {
      var array = network.weights().at(parameter.key());
      pickle.text(parameter.key()).tensor(array, parameter.role() == Role.COUNTER, false);
    }
    new TorchArchive("archive", pickle.items())
        .add("byteorder", "little")
        .add("version", "3\n")
        .write(file);
  }
}
