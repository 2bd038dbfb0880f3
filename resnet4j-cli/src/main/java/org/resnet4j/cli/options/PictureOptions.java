package org.resnet4j.cli.options;

import java.nio.file.Path;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoders;
import picocli.CommandLine.Option;

/** How the user's own pictures are read. */
public final class PictureOptions {
  @Option(
      names = "--exif",
      description = "Turn photographs upright as their EXIF orientation says; data sets are not.")
  boolean exif;

  /** Reads a picture. */
  public Image read(Path file) {
    var decoder = ImageDecoders.best();
    return exif ? decoder.readUpright(file) : decoder.read(file);
  }
}
