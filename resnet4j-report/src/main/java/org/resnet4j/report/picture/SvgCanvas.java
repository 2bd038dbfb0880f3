package org.resnet4j.report.picture;

import java.awt.Dimension;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawings on a {@code Graphics2D} as SVG, small enough to be embedded in a page. */
public final class SvgCanvas {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String XLINK = "http://www.w3.org/1999/xlink";
  private static final String FONTS =
      "Helvetica Neue, Arial, Liberation Sans, system-ui, sans-serif";

  private SvgCanvas() {}

  /**
   * The picture as text, without an XML declaration.
   *
   * @param title what the picture shows, for readers that cannot see it
   */
  public static String draw(String title, int width, int height, Consumer<SVGGraphics2D> drawing) {
    System.setProperty("java.awt.headless", "true");
    var context = SVGGeneratorContext.createDefault(document());
    context.setComment(null);
    context.setImageHandler(new EmbeddedPng());
    context.setPrecision(2);
    var graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    drawing.accept(graphics);
    var root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(width, height));
    root.setAttributeNS(null, "role", "img");
    root.setAttributeNS(null, "aria-label", title);
    var text = new StringWriter();
    try {
      graphics.stream(root, text, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lean(text.toString());
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Without declarations, and with fonts that a browser knows. Clip paths go too: nothing that is
   * drawn here leaves its frame, and their ids would clash where several pictures share a page.
   */
  private static String lean(String svg) {
    return svg.substring(svg.indexOf("<svg"))
        .replaceAll("\\s*\\n\\s*(/?>)", "$1")
        .replaceAll(">\\s+<", "><")
        .replaceAll("<defs[^>]*/>|<defs[^>]*>.*?</defs>", "")
        .replaceAll(" clip-path=\"[^\"]*\"", "")
        .replaceAll("font-family=\"[^\"]*\"", "font-family=\"" + FONTS + "\"")
        .replaceAll(
            " (color-interpolation|color-rendering|text-rendering|image-rendering"
                + "|shape-rendering|xml:space)=\"[^\"]*\"",
            "");
  }

  /** Pictures within the picture are PNGs in the file itself. */
  private static final class EmbeddedPng extends DefaultImageHandler {
    @Override
    public void handleHREF(Image image, Element element, SVGGeneratorContext context) {
      var copy =
          new BufferedImage(
              image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_ARGB);
      var graphics = copy.createGraphics();
      graphics.drawImage(image, 0, 0, null);
      graphics.dispose();
      handleHREF((RenderedImage) copy, element, context);
    }

    @Override
    public void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context) {
      var png = new ByteArrayOutputStream();
      try {
        ImageIO.write(image, "png", png);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      element.setAttributeNS(
          XLINK,
          "xlink:href",
          "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
    }
  }
}
