package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Split;

/**
 * Images in folders, one folder per class, classes and files in the order of their names:
 * torchvision's ImageFolder. Files are decoded when requested and not kept, so memory does not grow
 * with the data set; those that cannot be read are recorded by name.
 */
public final class ImageFolder implements Dataset {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "ppm", "webp");

  private final Path root;
  private final List<String> classes;
  private final List<Path> files;
  private final int[] labels;
  private final ImageDecoder decoder;
  private final Map<String, String> unreadable = new ConcurrentSkipListMap<>();

  /**
   * The images in the folders of {@code root}, each folder a class, decoded by the best decoder
   * there is.
   *
   * @param root the folder of the class folders; those whose names begin with a dot are left out
   * @throws DataException if it cannot be read or has no images in class folders
   */
  public ImageFolder(Path root) {
    this(root, folders(root), ImageDecoders.best());
  }

  /**
   * The images in some of the folders of {@code root}.
   *
   * @param root the folder of the class folders
   * @param classes the folders to use, in the order of their labels; one that does not exist has no
   *     images
   * @param decoder reads the files
   * @throws DataException if a folder cannot be read or there are no images
   */
  public ImageFolder(Path root, List<String> classes, ImageDecoder decoder) {
    this.root = root;
    this.classes = List.copyOf(classes);
    this.decoder = decoder;
    List<Path> found = new ArrayList<>();
    List<Integer> labelled = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (Path image : images(root.resolve(classes.get(label)))) {
        found.add(image);
        labelled.add(label);
      }
    }
    if (found.isEmpty()) {
      throw new DataException("%s has no images in class folders".formatted(root));
    }
    files = List.copyOf(found);
    labels = labelled.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Opens a data set in two folders, {@code train} and {@code val} (or {@code test}, or {@code
   * valid}); both have the classes of {@code train}.
   *
   * @param folder the folder that holds both
   * @return the two parts
   * @throws DataException if one is missing or has no images, or the second has a class that the
   *     first has not
   */
  public static Split split(Path folder) {
    Path test =
        Stream.of("val", "test", "valid")
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has train/ but neither val/ nor test/ beside it".formatted(folder)));
    List<String> classes = folders(folder.resolve("train"));
    List<String> others = new ArrayList<>(folders(test));
    others.removeAll(classes);
    if (!others.isEmpty()) {
      throw new DataException(
          "%s has classes that train/ does not have: %s"
              .formatted(test, String.join(", ", others)));
    }
    ImageDecoder decoder = ImageDecoders.best();
    return new Split(
        new ImageFolder(folder.resolve("train"), classes, decoder),
        new ImageFolder(test, classes, decoder));
  }

  private static List<String> folders(Path root) {
    try (Stream<Path> inside = Files.list(root)) {
      return inside
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(root, e.getMessage()), e);
    }
  }

  private static List<Path> images(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside.filter(ImageFolder::isImage).sorted().toList();
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return ENDINGS.contains(ending) && !name.startsWith(".") && Files.isRegularFile(file);
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.empty();
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public Image image(int index) {
    try {
      return decoder.read(files.get(index));
    } catch (DataException e) {
      unreadable.putIfAbsent(origin(index), e.getMessage());
      throw e;
    }
  }

  @Override
  public String origin(int index) {
    return files.get(index).toString();
  }

  @Override
  public Map<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }
}
