package org.resnet4j.data.source;

import java.util.Optional;

/**
 * One file of a known data set, as stored in the cache: never compressed.
 *
 * @param name of the file
 * @param bytes its length
 * @param sha256 in hexadecimal; empty where no hash has been published and the archive is checked
 *     instead
 */
public record KnownFile(String name, long bytes, Optional<String> sha256) {
  /**
   * {@return a file whose hash is published}
   *
   * @param name of the file
   * @param bytes its length
   * @param sha256 in hexadecimal
   */
  public static KnownFile of(String name, long bytes, String sha256) {
    return new KnownFile(name, bytes, Optional.of(sha256));
  }
}
