/** Networks in 8 bits, computed in Java: plans, memory, threads and portable kernels. */
@SuppressWarnings("module") // the digit is in the name that everybody knows
module org.resnet4j.int8 {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires transitive org.resnet4j.export;

  exports org.resnet4j.int8;
  exports org.resnet4j.int8.kernel;

  uses org.resnet4j.int8.kernel.KernelProvider;

  provides org.resnet4j.export.evaluate.GraphRuntime with
      org.resnet4j.int8.Int8Runtime;
}
