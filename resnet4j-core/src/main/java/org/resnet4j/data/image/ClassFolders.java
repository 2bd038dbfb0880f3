package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.Reason;

/**
 * The folders in a folder, each of which is a class, in the order of their names.
 *
 * @param folders by the names of the classes
 * @param notes what was left out, in sentences
 */
record ClassFolders(Map<String, Path> folders, List<String> notes) {

  /** {@return the class folders; hidden ones and what macOS adds to archives are none} */
  static ClassFolders in(Path root) {
    var folders = new LinkedHashMap<String, Path>();
    var left = new ArrayList<String>();
    for (var folder : folders(root)) {
      var name = FileNames.shown(folder);
      if (name.startsWith(".") || name.equals("__MACOSX")) {
        left.add(name);
      } else if (folders.putIfAbsent(name, folder) != null) {
        folders.put(FileNames.escaped(folder), folder); // alike, in another encoding
      }
    }
    return new ClassFolders(
        folders,
        left.isEmpty()
            ? List.of()
            : List.of("%s: left out, as no class: %s".formatted(root, String.join(", ", left))));
  }

  /** {@return the names of the classes} */
  List<String> names() {
    return List.copyOf(folders.keySet());
  }

  private static List<Path> folders(Path root) {
    try (var inside = Files.list(root)) {
      return inside
          .filter(Files::isDirectory)
          .sorted((a, b) -> FileNames.ORDER.compare(FileNames.key(a), FileNames.key(b)))
          .toList();
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(root, Reason.of(e)), e);
    }
  }
}
