package org.resnet4j.cli.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.resnet4j.data.DataException;

/** The pictures that a user names, one by one or by the folder that holds them. */
final class PictureFiles {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "ppm", "pgm", "pbm", "pnm");

  private PictureFiles() {}

  /** Files in the order in which they are named, those of a folder in the order of their names. */
  static List<Path> of(List<Path> named) throws IOException {
    var files = new ArrayList<Path>();
    for (var one : named) {
      if (Files.isDirectory(one)) {
        files.addAll(inside(one));
      } else if (Files.exists(one)) {
        files.add(one);
      } else {
        throw new DataException("there is no image " + one);
      }
    }
    return files;
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (var all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      var pictures = all.filter(PictureFiles::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new DataException("%s has no images".formatted(folder));
      }
      return pictures;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isPicture(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    return !name.startsWith(".") && ENDINGS.contains(ending) && Files.isRegularFile(file);
  }
}
