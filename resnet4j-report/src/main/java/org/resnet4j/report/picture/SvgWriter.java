package org.resnet4j.report.picture;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The one way from a drawing to SVG: Batik records it, and what a page can do without goes.
 *
 * @param title what the document shows, in a few words
 * @param description for readers who cannot see it; may be empty
 * @param width in units of the drawing
 * @param height in the same units
 */
record SvgWriter(String title, String description, int width, int height) {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  /**
   * Attributes that say what a viewer does anyway, or what the root says for all. Clip paths go
   * too: nothing that is drawn here leaves its frame, and their ids would clash where several
   * pictures share a page.
   */
  private static final List<String> IDLE =
      List.of(
          "clip-path",
          "color-interpolation",
          "color-rendering",
          "font-family",
          "image-rendering",
          "shape-rendering",
          "text-rendering",
          "xml:space");

  String write(Consumer<Graphics2D> drawing) {
    var context = SVGGeneratorContext.createDefault(document());
    context.setComment(null);
    context.setImageHandler(new EmbeddedPng());
    context.setPrecision(2);
    var graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    drawing.accept(graphics);
    var root = graphics.getRoot();
    root.setAttribute("viewBox", String.format(Locale.ROOT, "0 0 %d %d", width, height));
    root.setAttribute("role", "img");
    if (!description.isEmpty()) {
      prepend(root, "desc", description);
    }
    prepend(root, "title", title);
    tidy(root);
    root.setAttribute("font-family", Typeface.IN_SVG);
    return text(root);
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

  private static void tidy(Element element) {
    IDLE.forEach(element::removeAttribute);
    for (var child = element.getFirstChild(); child != null; ) {
      var next = child.getNextSibling();
      if (child instanceof Element inner) {
        if (inner.getTagName().equals("defs")) {
          element.removeChild(inner);
        } else {
          tidy(inner);
        }
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        child.setNodeValue(printable(child.getNodeValue()));
      }
      child = next;
    }
  }

  private static void prepend(Element root, String name, String words) {
    var element = root.getOwnerDocument().createElementNS(SVG, name);
    element.setTextContent(words);
    root.insertBefore(element, root.getFirstChild());
  }

  /** Without the characters that XML 1.0 cannot hold. */
  private static String printable(String words) {
    return words.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "�");
  }

  private static String text(Element root) {
    var text = new StringWriter();
    try {
      var writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      writer.transform(new DOMSource(root), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  /** Images within a picture are PNGs in the file itself. */
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
      var png = Base64.getEncoder().encodeToString(PngWriter.encode(image));
      element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + png);
    }
  }
}
