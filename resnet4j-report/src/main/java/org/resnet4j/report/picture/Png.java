package org.resnet4j.report.picture;

import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures in pixels. */
public final class Png {
  private Png() {}

  /**
   * The same picture in pixels.
   *
   * @param scale pixels per unit of the SVG: 2 is crisp on any screen
   * @throws IOException if the text is no SVG, or this machine cannot draw, for want of a font
   */
  public static byte[] ofSvg(String svg, double scale) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try {
      return render(svg, scale);
    } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      throw new IOException(
          "this machine cannot draw a PNG; Java needs fontconfig and a font for it", e);
    }
  }

  private static byte[] render(String svg, double scale) throws IOException {
    // the renderer knows only the first font of a list
    var portable = svg.replaceAll("font-family=\"[^\"]*\"", "font-family=\"sans-serif\"");
    var stream = new ByteArrayInputStream(portable.getBytes(StandardCharsets.UTF_8));
    var document = new SVGLoader().load(stream, null, LoaderContext.createDefault());
    if (document == null) {
      throw new IOException("this is not an SVG document");
    }
    var size = document.size();
    int width = (int) Math.round(size.width * scale);
    int height = (int) Math.round(size.height * scale);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    document.render(null, graphics, new ViewBox(width, height));
    graphics.dispose();
    var png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
