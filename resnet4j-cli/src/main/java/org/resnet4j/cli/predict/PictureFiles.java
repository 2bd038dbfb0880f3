package org.resnet4j.cli.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.resnet4j.data.DataException;
import org.resnet4j.data.image.ImageFolder;

/** The pictures that a user names, one by one or by the folder that holds them. */
final class PictureFiles {
  private PictureFiles() {}

  /** Files in the order in which they are named, those of a folder as a data set has them. */
  static List<Path> of(List<Path> named, Consumer<String> notes) {
    var files = new ArrayList<Path>();
    for (var one : named) {
      if (Files.isDirectory(one)) {
        files.addAll(inside(one, notes));
      } else if (Files.exists(one)) {
        files.add(one);
      } else {
        throw new DataException("there is no image " + one);
      }
    }
    return files;
  }

  private static List<Path> inside(Path folder, Consumer<String> notes) {
    var pictures = ImageFolder.images(folder, notes);
    if (pictures.isEmpty()) {
      throw new DataException("%s has no images".formatted(folder));
    }
    return pictures;
  }
}
