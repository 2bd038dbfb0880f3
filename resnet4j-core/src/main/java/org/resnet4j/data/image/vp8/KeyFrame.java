package org.resnet4j.data.image.vp8;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/** Decodes a key frame. */
public final class KeyFrame {
  private final FrameHeader header;
  private final Frame frame;
  private final PartPrediction parts;
  private final int[] coefficients = new int[Macroblock.COEFFICIENTS];

  private KeyFrame(FrameHeader header) {
    this.header = header;
    frame = Frame.of(header.width(), header.height());
    parts = new PartPrediction(frame.luma());
  }

  /** What a frame claims to be, before it is decoded. */
  public interface SizeCheck {
    /**
     * Refuses a size by an exception.
     *
     * @param width in pixels
     * @param height in pixels
     */
    void check(int width, int height);
  }

  /**
   * Decodes one frame.
   *
   * @param file holds it
   * @param from its first byte
   * @param end the byte after its last
   * @param size told the size before anything else
   * @return the picture, (3, H, W)
   * @throws DataException if it is damaged; the message says how, without a name
   */
  public static Image decode(byte[] file, int from, int end, SizeCheck size) {
    var header = FrameHeader.of(file, from, end);
    size.check(header.width(), header.height());
    return new KeyFrame(header).decoded();
  }

  private Image decoded() {
    var modes = new Modes(header);
    var reader = new Coefficients(header);
    var blocks = new Macroblock[header.rows()][header.columns()];
    for (int row = 0; row < header.rows(); row++) {
      modes.nextRow();
      reader.nextRow();
      var tokens = header.tokens()[row % header.tokens().length];
      for (int column = 0; column < header.columns(); column++) {
        var block = new Macroblock();
        blocks[row][column] = block;
        modes.read(block, column);
        if (block.skipped) {
          reader.skip(block, column, coefficients);
        } else {
          var steps = header.segments().steps(block.segment);
          reader.read(tokens, block, steps, column, coefficients);
        }
        reconstruct(block, column, row);
      }
    }
    for (int row = 0; row < header.rows(); row++) {
      for (int column = 0; column < header.columns(); column++) {
        header.filter().apply(frame, blocks[row][column], column, row);
      }
    }
    return frame.light();
  }

  private void reconstruct(Macroblock block, int column, int row) {
    if (block.parts) {
      parts(block, column, row);
    } else {
      WholePrediction.predict(frame.luma(), block.modes[0], column, row, 16);
      add(frame.luma(), column, row, 4, 0);
    }
    WholePrediction.predict(frame.u(), block.chromaMode, column, row, 8);
    add(frame.u(), column, row, 2, 16);
    WholePrediction.predict(frame.v(), block.chromaMode, column, row, 8);
    add(frame.v(), column, row, 2, 20);
  }

  private void parts(Macroblock block, int column, int row) {
    var luma = frame.luma();
    // for the rightmost parts: the row above the whole block, for all of them
    int aboveRight = luma.place(column * 16 + 16, row * 16 - 1);
    boolean last = row > 0 && column == header.columns() - 1;
    for (int part = 0; part < 16; part++) {
      int x = part % 4;
      int place = luma.place(column * 16 + 4 * x, row * 16 + part / 4 * 4);
      int right = x < 3 ? place - luma.stride() + 4 : last ? aboveRight - 1 : aboveRight;
      parts.predict(block.modes[part], place, right, x == 3 && last);
      Transforms.add(coefficients, 16 * part, luma, place);
    }
  }

  private void add(Plane plane, int column, int row, int side, int part) {
    for (int i = 0; i < side * side; i++) {
      int place = plane.place((column * side + i % side) * 4, (row * side + i / side) * 4);
      Transforms.add(coefficients, 16 * (part + i), plane, place);
    }
  }
}
