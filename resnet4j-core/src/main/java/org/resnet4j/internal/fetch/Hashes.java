package org.resnet4j.internal.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.internal.files.Reason;

/** Hashes, in hexadecimal digits. */
public final class Hashes {
  private Hashes() {}

  public static String sha256(Path file) {
    return of(file, "SHA-256");
  }

  public static String md5(Path file) {
    return of(file, "MD5");
  }

  public static String sha256(byte[] content) {
    try {
      return of(new ByteArrayInputStream(content), "SHA-256");
    } catch (IOException e) {
      throw new IllegalStateException("an array can always be read", e);
    }
  }

  private static String of(Path file, String algorithm) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in, algorithm);
    } catch (IOException e) {
      throw new FetchException("%s cannot be read: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static String of(InputStream in, String algorithm) throws IOException {
    byte[] buffer = new byte[1 << 18];
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " belongs to every Java", e);
    }
  }
}
