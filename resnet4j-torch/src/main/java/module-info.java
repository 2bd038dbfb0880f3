/** Engine on libtorch: the reference. */
@SuppressWarnings("module") // it is compiled before the module that it opens a room to
module org.resnet4j.torch {
  requires org.resnet4j.core;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.pytorch;
  requires static org.jspecify;

  exports org.resnet4j.torch.libtorch to
      org.resnet4j.distributed;

  provides org.resnet4j.engine.EngineProvider with
      org.resnet4j.torch.TorchEngineProvider;
}
