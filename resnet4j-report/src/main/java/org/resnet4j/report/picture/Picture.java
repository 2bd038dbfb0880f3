package org.resnet4j.report.picture;

import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A picture, drawn once on Java 2D and written as SVG or as PNG. It neither needs nor sets {@code
 * java.awt.headless}: nothing is drawn on a screen.
 *
 * <p>It may be written any number of times, from several threads if its drawing may run on them.
 *
 * @param title what the picture shows, in a few words
 * @param description what it shows, for readers who cannot see it; may be empty
 * @param width in units of the drawing: a pixel of an unscaled PNG
 * @param height in the same units
 * @param drawing draws the whole picture, its ground included
 */
public record Picture(
    String title, String description, int width, int height, Consumer<Graphics2D> drawing) {
  public Picture {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture '%s' is %d × %d; it needs at least one pixel each way"
              .formatted(title, width, height));
    }
  }

  /**
   * An SVG document without XML declaration, ready for a file or for the inside of an HTML page.
   *
   * @throws DrawingException if this machine lacks what Java draws letters with
   */
  public String svg() {
    return drawn(() -> new SvgWriter(title, description, width, height).write(drawing));
  }

  /**
   * A PNG file.
   *
   * @param scale pixels per unit of the drawing: 2 is crisp on any screen
   * @throws DrawingException if this machine lacks what Java draws letters with
   * @throws IllegalArgumentException if the scale is not positive
   */
  public byte[] png(double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale %s must be positive".formatted(scale));
    }
    return drawn(() -> new PngWriter(width, height, scale).write(drawing));
  }

  private <T> T drawn(Supplier<T> work) {
    try {
      return work.get();
    } catch (AWTError | InternalError | LinkageError e) {
      throw new DrawingException("cannot draw '%s': %s".formatted(title, missing()), e);
    }
  }

  /** What Java could not find: it looks for a screen, too, unless it is told that there is none. */
  private static String missing() {
    var letters = "Java draws letters with fontconfig, freetype and at least one font";
    return GraphicsEnvironment.isHeadless()
        ? letters + ", and one of them is missing here"
        : letters + "; where no screen can be reached, run it with -Djava.awt.headless=true";
  }
}
