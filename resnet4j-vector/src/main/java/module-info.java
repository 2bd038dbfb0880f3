/** Engine in pure Java on the Vector API. */
module org.resnet4j.vector {
  requires org.resnet4j.core;
  requires jdk.incubator.vector;
  requires static org.jspecify;

  exports org.resnet4j.vector.kernel.machine;

  uses org.resnet4j.vector.kernel.machine.PairKernelProvider;
  uses org.resnet4j.vector.kernel.machine.FloatKernelProvider;

  provides org.resnet4j.engine.EngineProvider with
      org.resnet4j.vector.VectorEngineProvider;
}
