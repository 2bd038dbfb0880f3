/** Ways out: networks as files that other tools read. */
module org.resnet4j.export {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires com.fasterxml.jackson.databind;

  exports org.resnet4j.export;
  exports org.resnet4j.export.evaluate;
  exports org.resnet4j.export.huggingface;
  exports org.resnet4j.export.int8;
  exports org.resnet4j.export.onnx;
  exports org.resnet4j.export.pytorch;
}
