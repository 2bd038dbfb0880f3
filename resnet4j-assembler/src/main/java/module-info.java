/** Kernels that Java assembles at run time: machine code without a native library. */
module org.resnet4j.assembler {
  requires static org.jspecify;
  requires org.resnet4j.int8;

  provides org.resnet4j.int8.kernel.KernelProvider with
      org.resnet4j.assembler.kernel.MachineCodeProvider;
}
