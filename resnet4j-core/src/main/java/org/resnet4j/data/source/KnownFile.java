package org.resnet4j.data.source;

import java.util.Optional;

/**
 * One file of a known data set, as it lies in the cache: never compressed.
 *
 * @param sha256 in hex; empty where nobody has published it and what comes is checked by its
 *     archive
 */
record KnownFile(String name, long bytes, Optional<String> sha256) {
  static KnownFile of(String name, long bytes, String sha256) {
    return new KnownFile(name, bytes, Optional.of(sha256));
  }
}
