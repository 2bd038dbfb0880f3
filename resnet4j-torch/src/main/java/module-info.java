/** Engine on libtorch: the reference. */
module org.resnet4j.torch {
  requires org.resnet4j.core;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.pytorch;
  requires static org.jspecify;

  provides org.resnet4j.engine.EngineProvider with
      org.resnet4j.torch.TorchEngineProvider;
}
