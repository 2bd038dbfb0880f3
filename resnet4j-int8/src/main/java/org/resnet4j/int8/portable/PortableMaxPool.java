package org.resnet4j.int8.portable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.resnet4j.int8.kernel.MaxPoolKernel;
import org.resnet4j.int8.kernel.MaxPoolShape;

/** The largest of each window; eight channels at a time, as the bytes of a long. */
record PortableMaxPool(MaxPoolShape shape) implements MaxPoolKernel {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final int WIDE = 8;

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public void run(byte[] input, int inputAt, byte[] output, int outputAt, int fromRow, int toRow) {
    for (int row = fromRow; row < toRow; row++) {
      for (int column = 0; column < shape.outputWidth(); column++) {
        int from =
            inputAt + shape.stride() * (row * shape.inputPitch() + column * shape.inputPixel());
        int to = outputAt + row * shape.outputPitch() + column * shape.outputPixel();
        int wide = shape.channels() / WIDE * WIDE;
        for (int c = 0; c < wide; c += WIDE) {
          LONGS.set(output, to + c, eight(input, from + c));
        }
        for (int c = wide; c < shape.channels(); c++) {
          output[to + c] = (byte) one(input, from + c);
        }
      }
    }
  }

  private long eight(byte[] input, int from) {
    long most = 0;
    for (int i = 0; i < shape.kernelHeight(); i++) {
      int row = from + i * shape.inputPitch();
      for (int j = 0; j < shape.kernelWidth(); j++) {
        most = larger(most, (long) LONGS.get(input, row + j * shape.inputPixel()));
      }
    }
    return most;
  }

  /** The larger of each two unsigned bytes. */
  static long larger(long a, long b) {
    long difference = (a | HIGH) - (b & ~HIGH);
    long notLess = ((a & ~b) | (~(a ^ b) & difference)) & HIGH;
    long mask = (notLess >>> 7) * 0xff;
    return (a & mask) | (b & ~mask);
  }

  private int one(byte[] input, int from) {
    int most = 0;
    for (int i = 0; i < shape.kernelHeight(); i++) {
      for (int j = 0; j < shape.kernelWidth(); j++) {
        int code = input[from + i * shape.inputPitch() + j * shape.inputPixel()] & 0xff;
        most = Math.max(most, code);
      }
    }
    return most;
  }
}
