package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * Files of weights in Hugging Face's safetensors format: the header's length (8 bytes, little
 * endian), a JSON header that says where each array is, then the arrays' bytes without gaps. Arrays
 * are written as F32, counters ({@code num_batches_tracked}) as I64, as PyTorch keeps them.
 */
public final class Safetensors {
  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param weights the arrays, in the order of the header
   * @param metadata the strings stored with the arrays, {@code __metadata__}
   */
  public record Contents(Weights weights, Map<String, String> metadata) {
    /** Copies the metadata. */
    public Contents {
      metadata = Map.copyOf(metadata);
    }
  }

  /**
   * The arrays of a file, converted to float.
   *
   * @param file a safetensors file
   * @return the arrays under the keys that the file has
   * @throws WeightsException if the file cannot be read or is not sound
   */
  public static Weights read(Path file) {
    return readContents(file).weights();
  }

  /**
   * The arrays and metadata of a file.
   *
   * @param file a safetensors file
   * @return its arrays, converted to float, and its metadata
   * @throws WeightsException if the file cannot be read or is not sound
   */
  public static Contents readContents(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var header = SafetensorsHeaderParser.read(file, channel);
      return new Contents(read(header, channel), header.metadata());
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
  }

  /** The arrays that a header says are in a file, converted to float. */
  static Weights read(SafetensorsHeader header, FileChannel channel) throws IOException {
    var arrays = new LinkedHashMap<String, NdArray>();
    for (var entry : header.entries()) {
      var data = FloatReader.read(channel, entry.begin(), entry.elements(), entry.type());
      arrays.put(entry.key(), new NdArray(entry.shape(), data));
    }
    return new Weights(arrays);
  }

  /** The same, but large arrays stay in the file, which is opened again, until they are wanted. */
  static Weights readLate(SafetensorsHeader header, Path file) throws IOException {
    return LateFile.of(header, file);
  }

  /**
   * Writes the arrays in their order, without metadata; the file appears complete or not at all.
   *
   * @param file the file; one that exists is replaced
   * @param weights the arrays
   * @throws WeightsException if the file cannot be written
   */
  public static void write(Path file, Weights weights) {
    write(file, weights, Map.of());
  }

  /**
   * Writes the arrays in their order, with metadata; the file appears complete or not at all.
   *
   * @param file the file; one that exists is replaced
   * @param weights the arrays
   * @param metadata strings about the arrays, stored as {@code __metadata__}
   * @throws WeightsException if the file cannot be written
   */
  public static void write(Path file, Weights weights, Map<String, String> metadata) {
    byte[] header = SafetensorsHeader.write(weights, metadata);
    try {
      AtomicFile.write(file, channel -> write(channel, header, weights));
    } catch (IOException e) {
      throw WeightsException.writing(file, e);
    }
  }

  private static void write(FileChannel channel, byte[] header, Weights weights)
      throws IOException {
    var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
    AtomicFile.writeFully(channel, length);
    AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
    var chunk = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    for (var entry : weights.arrays().entrySet()) {
      var type = SafetensorsHeader.typeOf(entry.getKey());
      float[] data = entry.getValue().data();
      int at = 0;
      while (at < data.length) {
        int count = Math.min(data.length - at, chunk.capacity() / type.bytes());
        chunk.clear();
        if (type == ElementType.F32) {
          chunk.asFloatBuffer().put(data, at, count);
        } else {
          for (int i = 0; i < count; i++) {
            chunk.putLong(8 * i, (long) data[at + i]);
          }
        }
        AtomicFile.writeFully(channel, chunk.limit(count * type.bytes()));
        at += count;
      }
    }
  }

  /**
   * A safetensors file whose large arrays stay there until they are wanted. The file is open, of
   * its own, as long as one of them may be; one that replaces it does no harm, one that is written
   * over it is noticed. Thread-safe.
   */
  private static final class LateFile {
    /** Others are read at once. */
    private static final int LARGE = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final BasicFileAttributes seen;
    private final ByteBuffer buffer = FloatReader.chunk(LARGE, ElementType.F32);

    private LateFile(Path path, FileChannel channel, BasicFileAttributes seen) {
      this.path = path;
      this.channel = channel;
      this.seen = seen;
    }

    /** The arrays that a header says are in a file. */
    static Weights of(SafetensorsHeader header, Path path) throws IOException {
      var channel = FileChannel.open(path, StandardOpenOption.READ); // closed by its cleaner
      var late = new LateFile(path, channel, attributes(path));
      var arrays = new LinkedHashMap<String, NdArray>();
      for (var entry : header.entries()) {
        var array = NdArray.from(entry.shape(), late.source(entry));
        if (entry.elements() <= LARGE) {
          array.data();
        }
        arrays.put(entry.key(), array);
      }
      return new Weights(arrays);
    }

    private NdArray.Source source(SafetensorsHeader.Entry entry) {
      return (from, target, at, count) -> {
        try {
          long begin = entry.begin() + (long) from * entry.type().bytes();
          synchronized (buffer) {
            var part = new FloatReader.Part(target, at, count);
            FloatReader.read(channel, begin, entry.type(), part, buffer);
          }
          requireUnchanged();
        } catch (IOException e) {
          throw WeightsException.reading(path, e);
        }
      };
    }

    private void requireUnchanged() throws IOException {
      if (Files.notExists(path)) {
        return;
      }
      var now = attributes(path);
      boolean same = String.valueOf(now.fileKey()).equals(String.valueOf(seen.fileKey()));
      boolean written =
          now.size() != seen.size() || !now.lastModifiedTime().equals(seen.lastModifiedTime());
      if (same && written) {
        throw new WeightsException(
            "%s was written to while it was read; open it again".formatted(path));
      }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class);
    }
  }
}
