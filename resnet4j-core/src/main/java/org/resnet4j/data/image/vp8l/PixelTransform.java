package org.resnet4j.data.image.vp8l;

/** What an encoder did to pixels and is undone, the last first, section 3.5. */
sealed interface PixelTransform {

  /** {@return the pixels as they were before; the same array where their number is the same} */
  int[] undo(int[] pixels, int height);

  /** {@return how wide the picture is that this makes} */
  int width();

  /** Differences to what the neighbours let expect. */
  record Prediction(int width, Squares squares, int[] modes) implements PixelTransform {
    @Override
    public int[] undo(int[] pixels, int height) {
      pixels[0] = Predictors.sum(pixels[0], Predictors.BLACK);
      for (int x = 1; x < width; x++) {
        pixels[x] = Predictors.sum(pixels[x], pixels[x - 1]);
      }
      for (int y = 1, at = width; y < height; y++) {
        pixels[at] = Predictors.sum(pixels[at], pixels[at - width]);
        at++;
        for (int x = 1; x < width; x++, at++) {
          int mode = modes[squares.place(x, y)] >> 8 & 0xf;
          int expected = Predictors.expected(mode, pixels[at - 1], pixels, at - width);
          pixels[at] = Predictors.sum(pixels[at], expected);
        }
      }
      return pixels;
    }
  }

  /** Red and blue less what green and red let expect. */
  record ColourMix(int width, Squares squares, int[] shares) implements PixelTransform {
    @Override
    public int[] undo(int[] pixels, int height) {
      for (int y = 0, at = 0; y < height; y++) {
        for (int x = 0; x < width; x++, at++) {
          pixels[at] = mixed(pixels[at], shares[squares.place(x, y)]);
        }
      }
      return pixels;
    }

    private static int mixed(int pixel, int share) {
      int red = (pixel >> 16) + part(share, pixel >> 8) & 0xff;
      int blue = pixel + part(share >> 8, pixel >> 8) + part(share >> 16, red) & 0xff;
      return pixel & 0xff00ff00 | red << 16 | blue;
    }

    private static int part(int share, int colour) {
      return (byte) share * (byte) colour >> 5;
    }
  }

  /** Red and blue less green. */
  record GreenAdded(int width) implements PixelTransform {
    @Override
    public int[] undo(int[] pixels, int height) {
      for (int i = 0; i < pixels.length; i++) {
        int green = pixels[i] >> 8 & 0xff;
        pixels[i] = Predictors.sum(pixels[i], green << 16 | green);
      }
      return pixels;
    }
  }

  /** Places in a palette, several in a pixel if there are few: 2^{@code bits}. */
  record Palette(int width, int bits, int[] colours) implements PixelTransform {
    static Palette read(BitStream in, int width) {
      int size = in.number(8) + 1;
      int bits = size > 16 ? 0 : size > 4 ? 1 : size > 2 ? 2 : 3;
      int[] differences = HelperPicture.read(in, size, 1);
      int[] colours = new int[1 << (8 >> bits)]; // places beyond the palette are 0
      for (int i = 0, before = 0; i < size; i++) {
        before = Predictors.sum(before, differences[i]);
        colours[i] = before;
      }
      return new Palette(width, bits, colours);
    }

    @Override
    public int[] undo(int[] pixels, int height) {
      int bundles = Squares.count(width, bits);
      int[] out = bits == 0 ? pixels : new int[width * height];
      int inBundle = (1 << bits) - 1;
      for (int y = 0, at = 0; y < height; y++) {
        for (int x = 0; x < width; x++, at++) {
          int bundle = pixels[y * bundles + (x >> bits)] >> 8 & 0xff;
          int place = bundle >> (x & inBundle) * (8 >> bits) & colours.length - 1;
          out[at] = colours[place];
        }
      }
      return out;
    }
  }
}
