/** Kernels that Java assembles at run time: machine code without a native library. */
module org.resnet4j.assembler {
  requires static org.jspecify;
  requires org.resnet4j.int8;
  requires static org.resnet4j.vector;

  provides org.resnet4j.int8.kernel.KernelProvider with
      org.resnet4j.assembler.kernel.MachineCodeProvider;
  provides org.resnet4j.vector.kernel.machine.PairKernelProvider with
      org.resnet4j.assembler.product.MachinePairProvider;
  provides org.resnet4j.vector.kernel.machine.FloatKernelProvider with
      org.resnet4j.assembler.product.Avx512FloatProvider,
      org.resnet4j.assembler.product.Avx2FloatProvider;
}
