package org.resnet4j.report.picture;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Set;

/** The letters of every picture. */
public final class Typeface {
  /** How an SVG asks for them: browsers have one of these, as wide as what was measured here. */
  static final String IN_SVG = "Helvetica Neue, Arial, Liberation Sans, system-ui, sans-serif";

  /** Families whose letters are as wide as Arial's, and one that most systems have. */
  private static final List<String> FAMILIES =
      List.of("Liberation Sans", "Arial", "Helvetica", "DejaVu Sans");

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private Typeface() {}

  /**
   * Letters of normal weight.
   *
   * @param size in units of the drawing
   * @param words what is written with them: the family has a glyph for each character if this
   *     machine knows one that has
   */
  public static Font plain(double size, String... words) {
    return font(Font.PLAIN, size, words);
  }

  /** Bold letters; see {@link #plain}. */
  public static Font bold(double size, String... words) {
    return font(Font.BOLD, size, words);
  }

  /** Whether this machine has a glyph for each of these characters. */
  public static boolean writes(String words) {
    return plain(1, words).canDisplayUpTo(words) < 0;
  }

  /** How wide a line of text is, in units of the drawing. */
  public static double width(Font font, String words) {
    return font.getStringBounds(words, EXACT).getWidth();
  }

  private static Font font(int style, double size, String... words) {
    var text = String.join("", words);
    return Installed.FAMILIES.stream()
        .map(family -> new Font(family, style, 1).deriveFont((float) size))
        .filter(font -> font.canDisplayUpTo(text) < 0)
        .findFirst()
        .orElseGet(() -> new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size));
  }

  /** Asked for once, and only when something is drawn. */
  private static final class Installed {
    static final List<String> FAMILIES = installed();

    private static List<String> installed() {
      var here =
          Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
      return Typeface.FAMILIES.stream().filter(here::contains).toList();
    }
  }
}
