package org.resnet4j.train.parallel;

import java.util.Map;

/** A map of texts as one text, and back. */
final class Words {
  private static final String KEY = "\u001f";
  private static final String ENTRY = "\u001e";

  private Words() {}

  static String joined(Map<String, String> map) {
    var text = new StringBuilder();
    map.forEach((key, value) -> text.append(key).append(KEY).append(value).append(ENTRY));
    return text.toString();
  }

  static void split(String text, Map<String, String> into) {
    for (var entry : text.split(ENTRY)) {
      int at = entry.indexOf(KEY);
      if (at >= 0) {
        into.put(entry.substring(0, at), entry.substring(at + 1));
      }
    }
  }
}
