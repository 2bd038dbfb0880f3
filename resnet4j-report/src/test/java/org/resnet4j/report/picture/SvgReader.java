package org.resnet4j.report.picture;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reads an SVG as a browser does: it must be well-formed XML. */
public final class SvgReader {
  private final Element root;

  private SvgReader(Element root) {
    this.root = root;
  }

  /** The drawing in this text. */
  public static SvgReader of(String svg) {
    try {
      var builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      var document = builder.parse(new InputSource(new StringReader(svg)));
      return new SvgReader(document.getDocumentElement());
    } catch (Exception e) {
      throw new AssertionError("this SVG is not well-formed: " + e.getMessage(), e);
    }
  }

  /** An attribute of the outermost element. */
  public String attribute(String name) {
    return root.getAttribute(name);
  }

  /** All elements of this name, in the order in which they are drawn. */
  public List<Element> elements(String name) {
    var found = new ArrayList<Element>();
    var nodes = root.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** The contents of all elements of this name. */
  public List<String> contents(String name) {
    return elements(name).stream().map(Element::getTextContent).toList();
  }

  /** The text with these words. */
  public Element text(String words) {
    return elements("text").stream()
        .filter(text -> text.getTextContent().equals(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no text '%s'".formatted(words)));
  }

  /** An attribute of an element or of the nearest element around it that has one. */
  public static String inherited(Element element, String name) {
    return element.hasAttribute(name) || !(element.getParentNode() instanceof Element parent)
        ? element.getAttribute(name)
        : inherited(parent, name);
  }

  /** A number among an element's attributes. */
  public static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  /** The elements of this name whose line, or inside, has this colour. */
  public List<Element> coloured(String name, String attribute, String colour) {
    return elements(name).stream()
        .filter(element -> inherited(element, attribute).equals(colour))
        .toList();
  }
}
