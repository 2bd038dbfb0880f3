/** Pictures: charts, figures of networks, HTML reports, TensorBoard events. */
module org.resnet4j.report {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires transitive org.resnet4j.lab;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires java.xml;
  requires org.apache.xmlgraphics.batik.svggen;
  requires org.jfree.jfreechart;

  exports org.resnet4j.report.chart;
  exports org.resnet4j.report.experiment;
  exports org.resnet4j.report.language;
  exports org.resnet4j.report.network;
  exports org.resnet4j.report.picture;
  exports org.resnet4j.report.tensorboard;
  exports org.resnet4j.report.training;
}
