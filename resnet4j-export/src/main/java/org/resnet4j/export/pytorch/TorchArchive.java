package org.resnet4j.export.pytorch;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.resnet4j.export.ExportException;
import org.resnet4j.internal.files.AtomicFile;

/**
 * The zip archive around PyTorch's pickles: entries stored, not compressed, each beginning at a
 * multiple of 64 bytes so that it can be mapped into memory.
 */
final class TorchArchive {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;

  /** "FB", the extra field that PyTorch pads with. */
  private static final int PADDING = 0x4246;

  private final String folder;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final PickleWriter pickle;

  /**
   * @param folder what all entries lie in
   * @param pickle its storages become entries
   */
  TorchArchive(String folder, PickleWriter pickle) {
    this.folder = folder;
    this.pickle = pickle;
  }

  TorchArchive add(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  TorchArchive add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the archive; the file appears whole or not at all. */
  void write(Path file) {
    var data = pickle.bytes();
    try {
      AtomicFile.write(
          file,
          channel -> {
            var counted = new Counted(new BufferedOutputStream(Channels.newOutputStream(channel)));
            var zip = new ZipOutputStream(counted);
            put(zip, counted, "data.pkl", data);
            for (var entry : entries.entrySet()) {
              put(zip, counted, entry.getKey(), entry.getValue());
            }
            int number = 0;
            for (var storage : pickle.storages()) {
              put(zip, counted, "data/" + number++, bytes(storage));
            }
            zip.finish();
            counted.flush();
          });
    } catch (IOException e) {
      throw ExportException.writing(file, e);
    }
  }

  private void put(ZipOutputStream zip, Counted counted, String name, byte[] bytes)
      throws IOException {
    zip.flush();
    var entry = new ZipEntry(folder + "/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setTime(315_532_800_000L); // 1980: the same archive whenever it is written
    var crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    entry.setExtra(padding(counted.count + LOCAL_HEADER + entry.getName().length()));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** An extra field after which the entry's bytes begin at a multiple of 64. */
  private static byte[] padding(long before) {
    int room = (int) (ALIGNMENT - (before + EXTRA_HEADER) % ALIGNMENT) % ALIGNMENT;
    return ByteBuffer.allocate(EXTRA_HEADER + room)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) PADDING)
        .putShort((short) room)
        .array();
  }

  private static byte[] bytes(PickleWriter.Storage storage) {
    var data = storage.array().data();
    int each = storage.counter() ? Long.BYTES : Float.BYTES;
    var bytes = ByteBuffer.allocate(Math.multiplyExact(data.length, each));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (storage.counter()) {
      for (float value : data) {
        bytes.putLong((long) value);
      }
    } else {
      bytes.asFloatBuffer().put(data);
    }
    return bytes.array();
  }

  /** Counts what goes through. */
  private static final class Counted extends FilterOutputStream {
    private long count;

    private Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
