package org.resnet4j.data.image.vp8l;

import org.resnet4j.data.DataException;

/** Decodes pixels: literals, repetitions and colours of the cache, section 3.7.3. */
final class CodedPixels {
  private final BitStream in;
  private final int width;
  private final int[] pixels;
  private final ColourCache cache;
  private final PixelGroups groups;
  private int at;
  private int cached; // pixels that the cache has seen

  private CodedPixels(BitStream in, int width, int height, ColourCache cache, PixelGroups groups) {
    this.in = in;
    this.width = width;
    this.cache = cache;
    this.groups = groups;
    pixels = new int[Math.multiplyExact(width, height)];
  }

  /** {@return the pixels, row after row} */
  static int[] read(BitStream in, int width, int height, ColourCache cache, PixelGroups groups) {
    return new CodedPixels(in, width, height, cache, groups).read();
  }

  private int[] read() {
    while (at < pixels.length) {
      var codes = groups.at(at % width, at / width);
      int symbol = codes.green().read(in);
      if (symbol < PixelCodes.LITERALS) {
        pixels[at++] = codes.literal(in, symbol);
      } else if (symbol < PixelCodes.LITERALS + PixelCodes.LENGTHS) {
        repeat(codes, symbol - PixelCodes.LITERALS);
      } else {
        cache.add(pixels, cached, at);
        cached = at;
        pixels[at++] = cache.at(symbol - PixelCodes.LITERALS - PixelCodes.LENGTHS);
      }
    }
    return pixels;
  }

  private void repeat(PixelCodes codes, int prefix) {
    int length = PixelCodes.value(in, prefix);
    int code = PixelCodes.value(in, codes.distance().read(in));
    int distance = Distances.pixels(code, width);
    if (distance > at || length > pixels.length - at) {
      throw new DataException("it repeats pixels that are not there");
    }
    for (int end = at + length; at < end; at++) {
      pixels[at] = pixels[at - distance];
    }
  }
}
