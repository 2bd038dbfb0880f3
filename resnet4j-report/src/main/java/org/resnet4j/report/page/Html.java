package org.resnet4j.report.page;

/** Text inside HTML and SVG. */
public final class Html {
  private Html() {}

  /** The same words, safe between tags and in quoted attributes. */
  public static String text(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
