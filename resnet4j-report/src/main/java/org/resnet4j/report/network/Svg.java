package org.resnet4j.report.network;

import java.util.Locale;

/** An SVG being written: few shapes, one style sheet, text escaped. */
final class Svg {
  private final StringBuilder body = new StringBuilder();

  /** Where a text is held. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  void rect(String style, double x, double y, double width, double height, double radius) {
    element(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>",
        style, x, y, width, height, radius);
  }

  /** {@code data}: a path in SVG's language. */
  void path(String style, String data) {
    element("<path class=\"%s\" d=\"%s\"/>", style, data);
  }

  void circle(String style, double x, double y, double radius) {
    element("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x, y, radius);
  }

  void text(String style, Anchor anchor, double x, double y, String text) {
    element(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        style, anchor.name().toLowerCase(Locale.ROOT), x, y, escape(text));
  }

  /** The whole picture on white. */
  String document(String title, String styleSheet, double width, double height) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" width="%1$.0f" height="%2$.0f" \
        viewBox="0 0 %1$.0f %2$.0f">
        <title>%3$s</title>
        <style>
        %4$s</style>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %5$s</svg>
        """,
        width,
        height,
        escape(title),
        styleSheet,
        body);
  }

  private void element(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
