package org.resnet4j.data.image.vp8l;

import java.util.ArrayDeque;
import java.util.Deque;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * A picture whose size has been read and whose pixels are yet to be decoded. For one thread.
 * Decoding takes up to {@value #BYTES_A_PIXEL} bytes a pixel.
 */
public final class LosslessPicture {
  /** Pixels while they are decoded, twice where a palette is unpacked; squares; the image. */
  public static final int BYTES_A_PIXEL = 10;

  private static final int SIGNATURE = 0x2f;

  private final BitStream in;
  private final int width;
  private final int height;
  private int coded; // the width after the transforms that have been read

  private LosslessPicture(BitStream in, int width, int height) {
    this.in = in;
    this.width = width;
    this.height = height;
    coded = width;
  }

  /**
   * Reads the size, section 3.4.
   *
   * @param file holds the picture
   * @param from its first byte
   * @param end the byte after its last
   * @return the picture
   * @throws DataException if it does not begin as one does; the message says how, without a name
   */
  public static LosslessPicture of(byte[] file, int from, int end) {
    var in = new BitStream(file, from, end);
    if (in.number(8) != SIGNATURE) {
      throw new DataException("it does not begin with the signature of VP8L");
    }
    int width = in.number(14) + 1;
    int height = in.number(14) + 1;
    in.flag(); // whether there is transparency, which is dropped
    if (in.number(3) != 0) {
      throw new DataException("it is of a version that is not known");
    }
    return new LosslessPicture(in, width, height);
  }

  /** {@return in pixels, at least 1} */
  public int width() {
    return width;
  }

  /** {@return in pixels, at least 1} */
  public int height() {
    return height;
  }

  /**
   * Decodes the pixels; once.
   *
   * @return the picture, (3, H, W)
   * @throws DataException if it is damaged; the message says how, without a name
   */
  public Image decoded() {
    var transforms = transforms();
    int[] pixels = MainPicture.read(in, coded, height);
    for (var transform : transforms) {
      pixels = transform.undo(pixels, height);
    }
    return planes(pixels);
  }

  /** The last that was done to the picture first. */
  private Deque<PixelTransform> transforms() {
    var transforms = new ArrayDeque<PixelTransform>();
    int seen = 0;
    while (in.flag()) {
      int kind = in.number(2);
      if ((seen >> kind & 1) == 1) {
        throw new DataException("it has a transform twice");
      }
      seen |= 1 << kind;
      var transform = transform(kind);
      transforms.push(transform);
      if (transform instanceof PixelTransform.Palette palette) {
        coded = Squares.count(coded, palette.bits());
      }
    }
    return transforms;
  }

  private PixelTransform transform(int kind) {
    if (kind == 2) {
      return new PixelTransform.GreenAdded(coded);
    }
    if (kind == 3) {
      return PixelTransform.Palette.read(in, coded);
    }
    var squares = Squares.read(in, coded);
    int[] values = HelperPicture.read(in, squares, height);
    return kind == 0
        ? new PixelTransform.Prediction(coded, squares, values)
        : new PixelTransform.ColourMix(coded, squares, values);
  }

  private Image planes(int[] pixels) {
    Image out = Image.black(3, height, width);
    int plane = pixels.length;
    for (int i = 0; i < plane; i++) {
      out.pixels()[i] = (byte) (pixels[i] >> 16);
      out.pixels()[plane + i] = (byte) (pixels[i] >> 8);
      out.pixels()[2 * plane + i] = (byte) pixels[i];
    }
    return out;
  }
}
