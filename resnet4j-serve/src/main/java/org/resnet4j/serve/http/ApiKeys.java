package org.resnet4j.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** The keys that open the server; compared by their hashes, all of them, in constant time. */
final class ApiKeys {
  private static final String BEARER = "Bearer ";
  private final List<byte[]> hashes;

  ApiKeys(List<String> keys) {
    hashes = keys.stream().map(ApiKeys::hash).toList();
  }

  /** Whether everybody is let in. */
  boolean none() {
    return hashes.isEmpty();
  }

  /** Whether a request with these headers is let in. */
  boolean admit(Optional<String> authorization, Optional<String> apiKey) {
    if (none()) {
      return true;
    }
    var key =
        authorization
            .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(text -> text.substring(BEARER.length()).strip())
            .or(() -> apiKey)
            .orElse("");
    var given = hash(key);
    boolean right = false;
    for (var hash : hashes) {
      right |= MessageDigest.isEqual(hash, given);
    }
    return right;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
