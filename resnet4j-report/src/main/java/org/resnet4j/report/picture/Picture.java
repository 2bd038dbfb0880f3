package org.resnet4j.report.picture;

import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

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
    return drawn(() -> SvgWriter.write(this));
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
    return drawn(
        () -> {
          var image =
              new BufferedImage(
                  (int) Math.ceil(width * scale),
                  (int) Math.ceil(height * scale),
                  BufferedImage.TYPE_INT_RGB);
          paint(image, scale);
          return encode(image);
        });
  }

  private void paint(BufferedImage image, double scale) {
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(scale, scale);
    drawing.accept(graphics);
    graphics.dispose();
  }

  /** An image as the bytes of a PNG file. */
  static byte[] encode(RenderedImage image) {
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
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
