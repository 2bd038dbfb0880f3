package org.resnet4j.weights.format;

/** Names of arrays as files state them. */
final class Keys {
  private static final int LONGEST = 1024;

  private Keys() {}

  static boolean isSound(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST
        && key.chars().noneMatch(Character::isISOControl);
  }
}
