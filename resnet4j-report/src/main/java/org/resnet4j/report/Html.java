package org.resnet4j.report;

/** Text inside HTML and SVG. */
final class Html {
  private Html() {}

  /** The same words, safe between tags and in quoted attributes. */
  static String text(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
