package org.resnet4j.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Names of files as people gave them. A file system holds bytes; Java shows those that are not of
 * the locale's encoding as one and the same sign, so that two names look alike. Here they are
 * UTF-8, or else what Korean Windows writes, or else bytes.
 */
final class FileNames {
  /** Java's sign for what it cannot decode. */
  private static final char LOST = '\ufffd';

  /** What a name is written in that is not UTF-8. */
  private static final Optional<Charset> KOREAN =
      Charset.isSupported("x-windows-949")
          ? Optional.of(Charset.forName("x-windows-949"))
          : Optional.empty();

  private FileNames() {}

  /** By code points, as Python sorts: not by UTF-16, in which emoji come before some letters. */
  static final Comparator<String> ORDER = FileNames::compare;

  /** {@return the last name of a path, readable and never equal to another in its folder} */
  static String shown(Path path) {
    var name = last(path);
    if (name.indexOf(LOST) < 0) {
      return name;
    }
    byte[] bytes = bytes(path);
    return decoded(bytes, StandardCharsets.UTF_8)
        .or(() -> KOREAN.flatMap(korean -> decoded(bytes, korean)))
        .orElseGet(() -> escaped(path));
  }

  /**
   * {@return the last name of a path as Python has it, for {@link #ORDER}: a byte that is not UTF-8
   * is a surrogate}
   */
  static String key(Path path) {
    var name = last(path);
    return name.indexOf(LOST) < 0 ? name : withSurrogates(bytes(path));
  }

  private static String last(Path path) {
    var name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** A path's URI has the very bytes of its names. */
  private static byte[] bytes(Path path) {
    var raw = path.getFileName().toUri().getRawPath();
    var name = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    name = name.substring(name.lastIndexOf('/') + 1);
    var bytes = ByteBuffer.allocate(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean coded = name.charAt(i) == '%';
      bytes.put((byte) (coded ? Integer.parseInt(name, i + 1, i + 3, 16) : name.charAt(i)));
      i += coded ? 2 : 0;
    }
    var out = new byte[bytes.flip().remaining()];
    bytes.get(out);
    return out;
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** {@return the last name of a path, bytes beyond ASCII in hexadecimal digits} */
  static String escaped(Path path) {
    byte[] bytes = bytes(path);
    var out = new StringBuilder();
    for (byte b : bytes) {
      out.append(b >= ' ' && b < 127 && b != '\\' ? "" + (char) b : "\\x%02x".formatted(b));
    }
    return out.toString();
  }

  private static String withSurrogates(byte[] bytes) {
    var out = new StringBuilder();
    for (int at = 0; at < bytes.length; ) {
      int length =
          bytes[at] >= 0 ? 1 : bytes[at] < (byte) 0xe0 ? 2 : bytes[at] < (byte) 0xf0 ? 3 : 4;
      var part = new byte[Math.min(length, bytes.length - at)];
      System.arraycopy(bytes, at, part, 0, part.length);
      var text = decoded(part, StandardCharsets.UTF_8);
      out.append(text.orElse("" + (char) (0xdc00 | bytes[at] & 0xff)));
      at += text.isPresent() ? part.length : 1;
    }
    return out.toString();
  }

  private static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(codePoint(one, i), codePoint(other, i));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Of the character that has a part at this index. */
  private static int codePoint(String text, int index) {
    boolean second =
        index > 0 && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return text.codePointAt(second ? index - 1 : index);
  }
}
