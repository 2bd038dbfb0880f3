package org.resnet4j.engine;

/** The device. */
public sealed interface Device {
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /** A GPU by its index, as CUDA counts the visible ones. */
  record Cuda(int index) implements Device {
    public Cuda {
      Require.atLeast(0, "a GPU's index", index);
    }

    @Override
    public String toString() {
      return "cuda:" + index;
    }
  }

  /** Parses {@code cpu}, {@code cuda}, {@code cuda:1}. */
  static Device parse(String text) {
    if (text.equals("cpu")) {
      return new Cpu();
    }
    if (text.equals("cuda")) {
      return new Cuda(0);
    }
    if (text.matches("cuda:\\d{1,3}")) {
      return new Cuda(Integer.parseInt(text.substring(5)));
    }
    throw new IllegalArgumentException(
        "'%s' is not a device; write cpu, cuda or cuda:1".formatted(text));
  }
}
