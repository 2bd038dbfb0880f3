package org.resnet4j.data.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.Reason;

/**
 * Takes named files out of a gzipped tar archive (POSIX ustar). Only the files asked for are
 * written, under names the caller chose: no entry decides where it goes. An archive with an entry
 * that tries to leave its folder is refused whole.
 */
public final class TarReader implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final long LARGEST_ENTRY = 256L << 20;
  private static final long LARGEST_ARCHIVE = 2L << 30;
  private final String name;
  private final InputStream in;
  private long at;

  private TarReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** One file of an archive. */
  record Entry(String name, char type, long size) {
    boolean file() {
      return type == '0' || type == 0;
    }
  }

  /**
   * Writes entries as files into a folder.
   *
   * @param archive a gzipped tar file
   * @param wanted entry's name → the file's name in the folder
   * @param folder where the files go, each written atomically
   * @throws DataException if the archive is damaged, too large, lacks an entry or has one that
   *     leaves its folder
   */
  public static void extract(Path archive, Map<String, String> wanted, Path folder) {
    Map<String, String> missing = new HashMap<>(wanted);
    try (TarReader tar = open(archive.toString(), Files.newInputStream(archive))) {
      for (Entry entry = tar.next(); entry.size() >= 0; entry = tar.next()) {
        String target = missing.getOrDefault(entry.name(), "");
        if (entry.file() && !target.isEmpty()) {
          Staging.write(folder.resolve(target), tar.content(entry));
          missing.remove(entry.name());
        } else {
          tar.pass(entry);
        }
      }
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(archive, Reason.of(e)), e);
    }
    if (!missing.isEmpty()) {
      throw new DataException("%s holds no %s".formatted(archive, missing.keySet()));
    }
  }

  static TarReader open(String name, InputStream gzipped) {
    try {
      return new TarReader(
          name, new BufferedInputStream(new GZIPInputStream(gzipped, 1 << 16), 1 << 16));
    } catch (IOException e) {
      throw new DataException(
          "%s: byte 0: not a gzip stream: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The next entry; one of size −1 at the end. */
  Entry next() {
    byte[] header = bytes(BLOCK);
    if (blank(header)) {
      return new Entry("", '0', -1);
    }
    checkSum(header);
    String entry = text(header, 0, 100);
    if (text(header, 257, 5).equals("ustar")) {
      String prefix = text(header, 345, 155);
      entry = prefix.isEmpty() ? entry : prefix + "/" + entry;
    }
    long size = octal(header, 124, 12);
    if (size > LARGEST_ENTRY) {
      throw damaged("entry '%s' claims %d bytes".formatted(entry, size));
    }
    refuseEscape(entry);
    return new Entry(entry, (char) (header[156] & 0xff), size);
  }

  /** The bytes of the entry that {@link #next} gave last. */
  byte[] content(Entry entry) {
    byte[] content = bytes(Math.toIntExact(entry.size()));
    bytes(padding(entry));
    return content;
  }

  private void pass(Entry entry) {
    long left = entry.size();
    while (left > 0) {
      int some = (int) Math.min(left, 1 << 20);
      bytes(some);
      left -= some;
    }
    bytes(padding(entry));
  }

  private static int padding(Entry entry) {
    return (int) (-entry.size() & (BLOCK - 1));
  }

  // readNBytes grows with what is there: a lying size costs no memory
  private byte[] bytes(int count) {
    try {
      byte[] read = in.readNBytes(count);
      at += read.length;
      if (at > LARGEST_ARCHIVE) {
        throw damaged("the archive inflates to more than %d bytes".formatted(LARGEST_ARCHIVE));
      }
      if (read.length < count) {
        throw new EOFException("the archive ends too early");
      }
      return read;
    } catch (IOException e) {
      throw new DataException("%s: byte %d: %s".formatted(name, at, e.getMessage()), e);
    }
  }

  private DataException damaged(String what) {
    return new DataException("%s: byte %d: %s".formatted(name, at - BLOCK, what));
  }

  private void checkSum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != octal(header, 148, 8)) {
      throw damaged("the checksum of a tar header is wrong");
    }
  }

  private long octal(byte[] header, int from, int length) {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw damaged("'%s' is not an octal number".formatted(digits));
    }
    return Long.parseLong(digits, 8);
  }

  private void refuseEscape(String entry) {
    boolean up = ("/" + entry.replace('\\', '/') + "/").contains("/../");
    if (up || entry.startsWith("/") || entry.startsWith("\\") || entry.matches("[A-Za-z]:.*")) {
      throw damaged("entry '%s' leaves the archive's folder".formatted(entry));
    }
  }

  private static boolean blank(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
