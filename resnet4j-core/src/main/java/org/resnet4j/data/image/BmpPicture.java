package org.resnet4j.data.image;

import java.io.IOException;
import org.resnet4j.data.Image;

/** BMP, by the JDK's reader. */
final class BmpPicture {
  private BmpPicture() {}

  static Image read(String name, byte[] file) throws IOException {
    return new ImageIoFile(name, file, "bmp").read(reader -> Rasters.planes(reader.read(0)));
  }
}
