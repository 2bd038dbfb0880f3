package org.resnet4j.weights.format;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * PyTorch's format before 1.6: five pickles (a magic number, a version, facts about the machine,
 * the object, the storages' keys), then each storage as its length and its bytes.
 */
final class TorchLegacy {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int LONGEST_PICKLES = 1 << 26;

  private TorchLegacy() {}

  static Weights read(FileChannel channel) throws IOException {
    var pickles = start(channel);
    if (!MAGIC.equals(Pickle.load(pickles).root())) {
      throw new DamagedPickle("it does not begin as torch.save begins a file");
    }
    if (!Long.valueOf(1001).equals(Pickle.load(pickles).root())) {
      throw new DamagedPickle("its version of the format is not 1001");
    }
    if (Pickle.load(pickles).root() instanceof Map<?, ?> facts
        && Boolean.FALSE.equals(facts.get("little_endian"))) {
      throw new DamagedPickle("it was written on a big-endian machine");
    }
    var pickle = Pickle.load(pickles);
    var keys = PickledTorch.list(Pickle.load(pickles).root());
    var places = new HashMap<String, Long>();
    long at = pickles.position();
    for (Object key : keys) {
      var storage = pickle.storages().get(key);
      if (storage == null || places.containsKey(storage.key())) {
        throw new DamagedPickle("its list of storages does not fit its tensors");
      }
      places.put(storage.key(), at + Long.BYTES);
      at += Long.BYTES + storage.elements() * storage.type().bytes();
    }
    if (at > channel.size()) {
      throw new DamagedPickle(
          "it ends too early: %d bytes of %d are there".formatted(channel.size(), at));
    }
    return StoredTensors.read(pickle, storage -> read(pickles, channel, storage, places));
  }

  /** Numbers that came with the pickles are not read a second time. */
  private static float[] read(
      ByteBuffer start, FileChannel channel, Storage storage, Map<String, Long> places)
      throws IOException {
    Long place = places.get(storage.key());
    if (place == null) {
      throw new DamagedPickle("storage '%s' is not in it".formatted(storage.key()));
    }
    boolean here = place + storage.elements() * storage.type().bytes() <= start.limit();
    long length = here ? length(start, place) : length(channel, place);
    if (length != storage.elements()) {
      throw new DamagedPickle(
          "storage '%s' has %d numbers, its pickle claims %d"
              .formatted(storage.key(), length, storage.elements()));
    }
    int elements = (int) storage.elements();
    if (!here) {
      return FloatReader.read(channel, place, elements, storage.type());
    }
    var values = new float[elements];
    var bytes = start.slice(place.intValue(), elements * storage.type().bytes());
    storage.type().convert(bytes.order(ByteOrder.LITTLE_ENDIAN), values, 0, elements);
    return values;
  }

  private static long length(ByteBuffer start, long place) {
    return start
        .slice((int) place - Long.BYTES, Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong(0);
  }

  private static long length(FileChannel channel, long place) throws IOException {
    var length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(length, place - Long.BYTES);
    return length.getLong(0);
  }

  private static ByteBuffer start(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_PICKLES));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full
    }
    return bytes.flip();
  }
}
