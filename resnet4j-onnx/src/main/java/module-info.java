/** Engine on ONNX Runtime: prediction only. */
module org.resnet4j.onnx {
  requires org.resnet4j.core;
  requires org.resnet4j.export;
  requires com.microsoft.onnxruntime;
  requires static org.jspecify;

  provides org.resnet4j.engine.EngineProvider with
      org.resnet4j.onnx.OnnxEngineProvider;
  provides org.resnet4j.export.evaluate.GraphRuntime with
      org.resnet4j.onnx.OnnxGraphRuntime;
}
