/** Pictures: plots, HTML reports, TensorBoard events. */
module org.resnet4j.report {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires com.github.weisj.jsvg;
  requires java.desktop;
  requires org.apache.xmlgraphics.batik.svggen;
  requires org.jfree.jfreechart;

  exports org.resnet4j.report;
}
