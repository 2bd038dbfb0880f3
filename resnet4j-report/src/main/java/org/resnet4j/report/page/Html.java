package org.resnet4j.report.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text inside HTML and SVG. */
public final class Html {
  private Html() {}

  /** Options, names and numbers with a hyphen, and per cents: browsers would break them. */
  private static final Pattern ONE_WORD = Pattern.compile("\\S{0,20}-\\S{1,20}|\\d[\\d.,]{0,12} %");

  /** The same words, safe between tags and in quoted attributes. */
  public static String text(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * The same as text between tags in which no option, name or number is broken at its hyphen, and
   * no per cent.
   */
  public static String unbroken(String words) {
    return ONE_WORD
        .matcher(text(words))
        .replaceAll(
            one -> "<span class=\"short\">" + Matcher.quoteReplacement(one.group()) + "</span>");
  }
}
