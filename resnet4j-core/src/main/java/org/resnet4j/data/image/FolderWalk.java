package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.Reason;

/**
 * The images in a folder and all folders within, through symbolic links, in the order of
 * torchvision: folder by folder in the order of their paths, in each the files by name. A link that
 * leads back to a folder above it is not followed.
 */
final class FolderWalk {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "pbm", "pgm", "ppm", "webp");

  /** An image; {@code path} as it is read, {@code name} as it is shown, from the folder on. */
  record Found(Path path, String name) {}

  private record Named(String key, Found found) {}

  private final Map<String, List<Named>> folders = new TreeMap<>(FileNames.ORDER);
  private final List<String> notes = new ArrayList<>();

  private FolderWalk() {}

  /**
   * Looks for images.
   *
   * @param folder where
   * @param notes receives a sentence about each link that is not followed
   * @return the images in order
   */
  static List<Found> images(Path folder, List<String> notes) {
    var walk = new FolderWalk();
    try {
      walk.enter(folder, "", "", List.of());
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(folder, Reason.of(e)), e);
    }
    notes.addAll(walk.notes);
    return walk.folders.values().stream().flatMap(List::stream).map(Named::found).toList();
  }

  /**
   * @param key the folder's path from the first on, as it is sorted
   * @param name the same, as it is shown
   * @param above the folders that led here
   */
  private void enter(Path folder, String key, String name, List<Path> above) throws IOException {
    Path real = folder.toRealPath();
    if (above.contains(real) || !above.isEmpty() && above.getLast().startsWith(real)) {
      notes.add("%s leads back to a folder above it and is not followed".formatted(folder));
      return;
    }
    var chain = new ArrayList<>(above);
    chain.add(real);
    var files = new ArrayList<Named>();
    try (var inside = Files.newDirectoryStream(folder)) {
      for (var entry : inside) {
        var shown = name + "/" + FileNames.shown(entry);
        if (isFolder(entry)) {
          enter(entry, key + "/" + FileNames.key(entry), shown, chain);
        } else if (isImage(shown)) {
          files.add(new Named(FileNames.key(entry), new Found(entry, shown)));
        }
      }
    }
    files.sort((a, b) -> FileNames.ORDER.compare(a.key(), b.key()));
    folders.put(key, files);
  }

  private static boolean isFolder(Path entry) {
    try {
      return Files.readAttributes(entry, BasicFileAttributes.class).isDirectory();
    } catch (IOException e) { // a link to nothing is a file that cannot be read
      return false;
    }
  }

  static boolean isImage(String shown) {
    var name = shown.substring(shown.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
