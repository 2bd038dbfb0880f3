package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * PyTorch's format since 1.6: a zip with the pickle as {@code NAME/data.pkl} and each storage as
 * {@code NAME/data/KEY}. Nothing is unpacked to the disk, so its names cannot escape a folder.
 */
final class TorchZip {
  private static final int MOST_ENTRIES = 100_000;
  private static final int LONGEST_PICKLE = 1 << 26;
  private static final int MOST_INFLATED = 1 << 25;
  private static final String PICKLE = "data.pkl";

  private final ZipFile zip;
  private final String folder;

  /** How many more bytes may come out of the zip; weights are stored uncompressed. */
  private long inflatable;

  private TorchZip(ZipFile zip, String folder, long fileSize) {
    this.zip = zip;
    this.folder = folder;
    this.inflatable = 20 * fileSize + MOST_INFLATED;
  }

  static Weights read(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new DamagedPickle("its zip has %d entries".formatted(zip.size()));
      }
      var torch = new TorchZip(zip, folder(zip), Files.size(file));
      torch.checkByteOrder();
      var pickle = Pickle.load(ByteBuffer.wrap(torch.bytes(PICKLE, LONGEST_PICKLE)));
      return StoredTensors.read(pickle, torch::storage);
    } catch (ZipException | IllegalArgumentException e) {
      throw new DamagedPickle("its zip is damaged: " + e.getMessage());
    }
  }

  private static String folder(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
        .map(name -> name.substring(0, name.length() - PICKLE.length()))
        .findFirst()
        .orElseThrow(() -> new DamagedPickle("its zip has no data.pkl"));
  }

  private void checkByteOrder() throws IOException {
    if (zip.getEntry(folder + "byteorder") != null) {
      String order = new String(bytes("byteorder", 16), StandardCharsets.US_ASCII);
      if (!order.equals("little")) {
        throw new DamagedPickle("it was written on a %s-endian machine".formatted(order));
      }
    }
  }

  private byte[] bytes(String name, int longest) throws IOException {
    var entry = entry(name);
    if (entry.getSize() > longest) {
      throw new DamagedPickle("its %s claims %d bytes".formatted(name, entry.getSize()));
    }
    charge(entry);
    try (var stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes((int) entry.getSize() + 1);
      if (bytes.length != entry.getSize()) {
        throw new DamagedPickle("its %s is not as long as its zip says".formatted(name));
      }
      return bytes;
    }
  }

  private float[] storage(Storage storage) throws IOException {
    var entry = entry("data/" + storage.key());
    int width = storage.type().bytes();
    if (entry.getSize() != storage.elements() * width) {
      throw new DamagedPickle(
          "storage '%s' has %d bytes, its tensors need %d"
              .formatted(storage.key(), entry.getSize(), storage.elements() * width));
    }
    charge(entry);
    var values = new float[(int) storage.elements()];
    var chunk = new byte[1 << 16];
    try (var stream = zip.getInputStream(entry)) {
      for (int at = 0; at < values.length; ) {
        int count = Math.min(values.length - at, chunk.length / width);
        if (stream.readNBytes(chunk, 0, count * width) < count * width) {
          throw new DamagedPickle("storage '%s' ends too early".formatted(storage.key()));
        }
        storage.type().convert(little(chunk), values, at, count);
        at += count;
      }
    }
    return values;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ZipEntry entry(String name) {
    var entry = zip.getEntry(folder + name);
    if (entry == null || entry.getSize() < 0) {
      throw new DamagedPickle("its zip has no %s".formatted(name));
    }
    return entry;
  }

  private void charge(ZipEntry entry) {
    boolean stored = entry.getMethod() == ZipEntry.STORED;
    if (stored && entry.getSize() != entry.getCompressedSize()) {
      throw new DamagedPickle("its zip states a wrong length for " + entry.getName());
    }
    inflatable -= entry.getSize();
    if (inflatable < 0) {
      throw new DamagedPickle("its zip inflates to far more than its weights need");
    }
  }
}
