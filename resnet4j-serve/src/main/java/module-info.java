/** Classifiers over HTTP, by the Open Inference Protocol. */
module org.resnet4j.serve {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires com.fasterxml.jackson.databind;
  requires io.prometheus.metrics.core;
  requires io.prometheus.writer.text;
  requires io.prometheus.metrics.model;
  requires java.desktop;
  requires org.eclipse.jetty.server;

  exports org.resnet4j.serve;
  exports org.resnet4j.serve.setting;
  exports org.resnet4j.serve.watch;
}
