package org.resnet4j.engine;

/** Where an engine computes. Written {@code cpu} or {@code cuda:0}. */
public sealed interface Device {
  /** The processor. */
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * A GPU, as CUDA numbers the visible ones.
   *
   * @param index counted from 0
   */
  record Cuda(int index) implements Device {
    /**
     * Checks the index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Cuda {
      Require.atLeast(0, "a GPU's index", index);
    }

    @Override
    public String toString() {
      return "cuda:" + index;
    }
  }

  /**
   * Parses {@code cpu}, {@code cuda} (which is {@code cuda:0}) or {@code cuda:1}.
   *
   * @param text as users type it
   * @return the device, whether or not this machine has it
   * @throws IllegalArgumentException if the text is none of these
   */
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
