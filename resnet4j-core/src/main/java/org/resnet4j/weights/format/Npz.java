package org.resnet4j.weights.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/**
 * NumPy's archives: a zip with one {@code KEY.npy} for each array, which is a header in the words
 * of Python and the numbers. Arrays of Python objects are pickles and not read.
 */
final class Npz {
  private static final String SUFFIX = ".npy";
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([<>|=])(\\w{1,8})', 'fortran_order': (True|False),"
              + " 'shape': \\(((?:\\d{1,12}(?:, ?|,?(?=\\))))*)\\),? ?\\} *\\n?");

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("f8", ElementType.F64),
          Map.entry("f4", ElementType.F32),
          Map.entry("f2", ElementType.F16),
          Map.entry("i8", ElementType.I64),
          Map.entry("i4", ElementType.I32),
          Map.entry("i2", ElementType.I16),
          Map.entry("i1", ElementType.I8),
          Map.entry("u8", ElementType.U64),
          Map.entry("u4", ElementType.U32),
          Map.entry("u2", ElementType.U16),
          Map.entry("u1", ElementType.U8),
          Map.entry("b1", ElementType.BOOL));

  private Npz() {}

  /** What the header of an array says. */
  private record Header(ElementType type, ByteOrder order, boolean columnsFirst, Shape shape) {}

  static boolean looksLike(ZipRecords zip) {
    return !zip.names().isEmpty() && zip.names().stream().allMatch(name -> name.endsWith(SUFFIX));
  }

  static Loaded read(ZipRecords zip) throws IOException {
    var arrays = new LinkedHashMap<String, NdArray>();
    for (String name : zip.names()) {
      String key = name.substring(0, name.length() - SUFFIX.length());
      if (!Claimed.isName(key)) {
        throw new DamagedPickle("an array of it has an empty, unprintable or too long name");
      }
      arrays.put(key, zip.read(name, in -> array(key, in, zip.size(name))));
    }
    return new Loaded(new Weights(arrays), Map.of());
  }

  private static NdArray array(String key, InputStream in, long size) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6) || start[6] < 1) {
      throw new DamagedPickle("'%s' does not begin as an array of NumPy".formatted(key));
    }
    int width = start[6] == 1 ? 2 : 4;
    var length = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(width), 4));
    long text = Integer.toUnsignedLong(length.order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    if (text > LONGEST_HEADER) {
      throw new DamagedPickle("'%s' has a header of %d bytes".formatted(key, text));
    }
    var header = header(key, new String(in.readNBytes((int) text), StandardCharsets.ISO_8859_1));
    int elements = (int) header.shape.elements();
    long needed = 8 + width + text + (long) elements * header.type.bytes();
    if (needed != size) {
      throw new DamagedPickle("'%s' has %d bytes and needs %d".formatted(key, size, needed));
    }
    var numbers = FloatReader.read(in, elements, header.type, header.order);
    return new NdArray(
        header.shape, header.columnsFirst ? rowsFirst(header.shape, numbers) : numbers);
  }

  private static Header header(String key, String text) {
    var said = HEADER.matcher(text);
    if (!said.matches()) {
      throw new DamagedPickle("'%s' has a header that is not NumPy's".formatted(key));
    }
    var type = TYPES.get(said.group(2));
    if (type == null) {
      throw new DamagedPickle(
          "'%s' is of NumPy's type '%s', which is not read".formatted(key, said.group(2)));
    }
    var sizes =
        Pattern.compile(",")
            .splitAsStream(said.group(4))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    var shape =
        Claimed.shape(sizes)
            .orElseThrow(
                () ->
                    new DamagedPickle(
                        "'%s' claims the shape %s".formatted(key, Arrays.toString(sizes))));
    var order = said.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new Header(type, order, said.group(3).equals("True"), shape);
  }

  private static float[] rowsFirst(Shape shape, float[] numbers) {
    var strides = new Long[shape.rank()];
    long stride = 1;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = stride;
      stride *= shape.size(axis);
    }
    return StridedTensor.layOut(List.of(strides), 0, shape, numbers);
  }
}
