package org.resnet4j.weights.format;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * PyTorch's format before 1.6: five pickles (a magic number, a version, facts about the machine,
 * the object, the storages' keys), then each storage as its length and its bytes, little endian
 * whatever the machine.
 */
final class TorchLegacy implements StoredTensors.Storages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int LONGEST_PICKLES = 1 << 26;

  /** How the file begins: the pickles, and what came with them. */
  private final ByteBuffer start;

  private final FileChannel channel;

  /** Where the numbers of each storage begin. */
  private final Map<String, Long> places = new HashMap<>();

  private TorchLegacy(ByteBuffer start, FileChannel channel) {
    this.start = start;
    this.channel = channel;
  }

  static Loaded read(FileChannel channel) throws IOException {
    var pickles = start(channel);
    if (!MAGIC.equals(Pickle.load(pickles).root())) {
      throw new DamagedPickle("it does not begin as torch.save begins a file");
    }
    if (!Long.valueOf(1001).equals(Pickle.load(pickles).root())) {
      throw new DamagedPickle("its version of the format is not 1001");
    }
    Pickle.load(pickles);
    var pickle = Pickle.load(pickles);
    var keys = Pickle.load(pickles);
    var torch = new TorchLegacy(pickles, channel);
    torch.place(PickledTorch.list(keys.root()), pickle.storages());
    var tree = CheckpointTree.of(pickle.root());
    return new Loaded(StoredTensors.read(tree.tensors(), torch), tree.unreadable());
  }

  private void place(Iterable<?> keys, Map<String, Storage> storages) throws IOException {
    long at = start.position();
    for (Object key : keys) {
      var storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null || places.containsKey(storage.key())) {
        throw new DamagedPickle("its list of storages does not fit its tensors");
      }
      places.put(storage.key(), at + Long.BYTES);
      at += Long.BYTES + storage.elements() * storage.width();
    }
    if (at > channel.size()) {
      throw new DamagedPickle(
          "it ends too early: %d bytes of %d are there".formatted(channel.size(), at));
    }
  }

  @Override
  public void check(Storage storage) throws IOException {
    Long place = places.get(storage.key());
    if (place == null) {
      throw new DamagedPickle("storage '%s' is not in it".formatted(storage.key()));
    }
    var bytes = ByteBuffer.allocate(Long.BYTES);
    if (place <= start.limit()) {
      bytes.put(start.slice((int) (place - Long.BYTES), Long.BYTES));
    } else {
      channel.read(bytes, place - Long.BYTES);
    }
    long length = bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    if (length != storage.elements()) {
      throw new DamagedPickle(
          "storage '%s' has %d numbers, its pickle claims %d"
              .formatted(storage.key(), length, storage.elements()));
    }
  }

  /** Numbers that came with the pickles are not read a second time. */
  @Override
  public float[] read(Storage storage) throws IOException {
    long place = places.get(storage.key());
    int elements = (int) storage.elements();
    var type = storage.type().orElseThrow();
    if (place + storage.elements() * storage.width() > start.limit()) {
      return FloatReader.read(channel, place, elements, type);
    }
    var values = new float[elements];
    var bytes = start.slice((int) place, elements * type.bytes());
    type.convert(bytes.order(ByteOrder.LITTLE_ENDIAN), values, 0, elements);
    return values;
  }

  private static ByteBuffer start(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_PICKLES));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full
    }
    return bytes.flip();
  }
}
