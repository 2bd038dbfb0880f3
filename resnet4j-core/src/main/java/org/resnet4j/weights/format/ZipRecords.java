package org.resnet4j.weights.format;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The records of a zip that holds arrays. Nothing is unpacked to the disk, so its names cannot
 * escape a folder; every record that is read is as long as it says and has the checksum that it
 * says.
 */
final class ZipRecords implements AutoCloseable {
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_INFLATED = 1 << 25;
  private static final int LOCAL_HEADER = 30;

  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  /** PyTorch writes zeros where it is told not to compute checksums. */
  private final boolean checksums;

  /** How many more bytes may come out of the zip; weights are stored uncompressed. */
  private long inflatable;

  /** What is made of a record's bytes. */
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  private ZipRecords(ZipFile zip, List<? extends ZipEntry> all, long fileSize) {
    this.zip = zip;
    this.inflatable = 20 * fileSize + MOST_INFLATED;
    this.checksums = all.stream().anyMatch(entry -> entry.getCrc() != 0);
    long needed = 0;
    for (var entry : all) {
      if (entries.put(entry.getName(), entry) != null) {
        throw new DamagedPickle("its zip has '%s' twice".formatted(entry.getName()));
      }
      needed += LOCAL_HEADER + Math.max(0, entry.getCompressedSize());
      if (needed > fileSize) {
        throw new DamagedPickle("the entries of its zip overlap, or are longer than the file");
      }
    }
  }

  static ZipRecords open(File file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file);
    } catch (ZipException e) {
      ZipTail.check(file);
      throw e;
    }
    try {
      if (zip.size() > MOST_ENTRIES) {
        throw new DamagedPickle("its zip has %d entries".formatted(zip.size()));
      }
      return new ZipRecords(zip, zip.stream().toList(), file.length());
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** In the order of the zip. */
  Collection<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** How many bytes a record says it has. */
  long size(String name) {
    return entry(name).getSize();
  }

  byte[] bytes(String name, int longest) throws IOException {
    long size = size(name);
    if (size > longest) {
      throw new DamagedPickle("its %s claims %d bytes".formatted(name, size));
    }
    return read(name, in -> in.readNBytes((int) size));
  }

  /** Reads a record; the reader must read all of it. */
  <T> T read(String name, Reader<T> reader) throws IOException {
    var entry = entry(name);
    charge(entry);
    var crc = new CRC32();
    try (var in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      T made = reader.read(in);
      if (in.read() >= 0) {
        throw new DamagedPickle("its %s is longer than it says".formatted(name));
      }
      if (checksums && crc.getValue() != entry.getCrc()) {
        throw new DamagedPickle(
            "the checksum of its %s does not match its content".formatted(name));
      }
      return made;
    }
  }

  private ZipEntry entry(String name) {
    var entry = entries.get(name);
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

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
