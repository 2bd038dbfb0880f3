package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * PyTorch's format since 1.6: a zip with the pickle as {@code NAME/data.pkl} and each storage as
 * {@code NAME/data/KEY}.
 */
final class TorchZip implements StoredTensors.Storages {
  private static final int LONGEST_PICKLE = 1 << 26;
  private static final String PICKLE = "data.pkl";

  private final ZipRecords zip;
  private final String folder;
  private final ByteOrder order;

  private TorchZip(ZipRecords zip, String folder) throws IOException {
    this.zip = zip;
    this.folder = folder;
    this.order = order(zip, folder + "byteorder");
  }

  /** The folder that has the pickle; empty if this is no checkpoint of PyTorch. */
  static Optional<String> folder(ZipRecords zip) {
    return zip.names().stream()
        .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
        .map(name -> name.substring(0, name.length() - PICKLE.length()))
        .findFirst();
  }

  static Loaded read(ZipRecords zip, String folder) throws IOException {
    var torch = new TorchZip(zip, folder);
    var pickle = Pickle.load(ByteBuffer.wrap(zip.bytes(folder + PICKLE, LONGEST_PICKLE)));
    var tree = CheckpointTree.of(pickle.root());
    return new Loaded(StoredTensors.read(tree.tensors(), torch), tree.unreadable());
  }

  private static ByteOrder order(ZipRecords zip, String name) throws IOException {
    String order =
        zip.has(name) ? new String(zip.bytes(name, 16), StandardCharsets.US_ASCII) : "little";
    return switch (order) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new DamagedPickle("its order of bytes is neither little nor big");
    };
  }

  @Override
  public void check(Storage storage) {
    long size = zip.size(record(storage));
    long needed = storage.elements() * storage.width();
    if (size != needed) {
      throw new DamagedPickle(
          "storage '%s' has %d bytes, its tensors need %d".formatted(storage.key(), size, needed));
    }
  }

  @Override
  public float[] read(Storage storage) throws IOException {
    int elements = (int) storage.elements();
    var type = storage.type().orElseThrow();
    return zip.read(record(storage), in -> FloatReader.read(in, elements, type, order));
  }

  private String record(Storage storage) {
    return folder + "data/" + storage.key();
  }
}
