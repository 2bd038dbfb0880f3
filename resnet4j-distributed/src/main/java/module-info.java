/** Training by several processes, connected by Gloo of PyTorch. */
module org.resnet4j.distributed {
  requires org.resnet4j.core;
  requires org.resnet4j.torch;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.pytorch;
  requires static org.jspecify;

  provides org.resnet4j.engine.collective.CollectiveProvider with
      org.resnet4j.distributed.GlooProvider;
}
