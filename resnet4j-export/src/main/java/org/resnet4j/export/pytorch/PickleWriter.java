package org.resnet4j.export.pytorch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.resnet4j.weights.NdArray;

/**
 * The few opcodes of Python's pickle, protocol 2, that PyTorch's archives are made of; the arrays'
 * bytes lie outside, in storages numbered in the order of their first use.
 */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Storage> storages = new ArrayList<>();

  /**
   * The bytes of a tensor.
   *
   * @param counter whether the numbers are 64-bit integers instead of 32-bit floats
   */
  record Storage(NdArray array, boolean counter) {}

  PickleWriter() {
    op(0x80, 2); // PROTO 2
  }

  List<Storage> storages() {
    return List.copyOf(storages);
  }

  /** STOP, and the whole pickle. */
  byte[] bytes() {
    op('.');
    return out.toByteArray();
  }

  /** A class or function by its name. */
  PickleWriter global(String module, String name) {
    op('c');
    return line(module).line(name);
  }

  PickleWriter text(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    op('X').integer(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleWriter number(int value) {
    return op('J').integer(value);
  }

  PickleWriter truth(boolean value) {
    return op(value ? 0x88 : 0x89);
  }

  /** MARK: what follows, up to {@link #tuple} or {@link #items}, belongs together. */
  PickleWriter mark() {
    return op('(');
  }

  PickleWriter tuple() {
    return op('t');
  }

  PickleWriter emptyTuple() {
    return op(')');
  }

  PickleWriter emptyDict() {
    return op('}');
  }

  /** The keys and values since the mark go into the dict below it. */
  PickleWriter items() {
    return op('u');
  }

  /** Calls the function below the tuple on top. */
  PickleWriter call() {
    return op('R');
  }

  /** A new object of the class below the tuple on top. */
  PickleWriter newObject() {
    return op(0x81);
  }

  /** Gives the object below the state on top. */
  PickleWriter state() {
    return op('b');
  }

  PickleWriter orderedDict() {
    return global("collections", "OrderedDict").emptyTuple().call();
  }

  /** A tensor over a storage of its own, contiguous. */
  PickleWriter tensor(NdArray array, boolean counter, boolean trained) {
    global("torch._utils", "_rebuild_tensor_v2").mark();
    mark().text("storage").global("torch", counter ? "LongStorage" : "FloatStorage");
    text(Integer.toString(storages.size())).text("cpu").number(array.data().length);
    tuple().op('Q'); // BINPERSID
    storages.add(new Storage(array, counter));
    number(0);
    var sizes = array.shape().toArray();
    numbers(sizes).numbers(strides(sizes));
    return truth(trained).orderedDict().tuple().call();
  }

  private PickleWriter numbers(int[] values) {
    mark();
    for (int value : values) {
      number(value);
    }
    return tuple();
  }

  private static int[] strides(int[] sizes) {
    var strides = new int[sizes.length];
    int step = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= sizes[axis];
    }
    return strides;
  }

  private PickleWriter op(int... codes) {
    for (int code : codes) {
      out.write(code);
    }
    return this;
  }

  private PickleWriter line(String value) {
    out.writeBytes((value + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private PickleWriter integer(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value).array());
    return this;
  }
}
