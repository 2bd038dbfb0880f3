package org.resnet4j.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.format.Turned;
import org.resnet4j.data.image.jpeg.MarkerSegments;

/**
 * The EXIF orientation of a JPEG, 1 to 8: how the camera was held. Decoders ignore it, as
 * torchvision does (see {@link ImageDecoder}); this applies it for photographs that people look at.
 */
public final class Orientation {
  private static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;

  private Orientation() {}

  /**
   * {@return the orientation that the file states, 1 (upright) where it states none or an invalid
   * one}
   *
   * @param file the bytes of a JPEG; other formats are upright
   */
  public static int of(byte[] file) {
    var segments = new MarkerSegments(file, 0, file.length);
    while (segments.next() && segments.marker() != 0xda) {
      if (segments.marker() == 0xe1 && segments.beginsWith("Exif", 15)) {
        int tiff = segments.from() + 6;
        return fromTiff(ByteBuffer.wrap(file, tiff, segments.end() - tiff).slice());
      }
    }
    return UPRIGHT;
  }

  private static int fromTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /**
   * {@return the image as it was seen: rotated and mirrored back, as Pillow's {@code
   * exif_transpose}}
   *
   * @param image as decoded
   * @param orientation 1 to 8, see {@link #of}; of any other number the image is upright
   */
  public static Image upright(Image image, int orientation) {
    return Turned.upright(image, orientation);
  }
}
