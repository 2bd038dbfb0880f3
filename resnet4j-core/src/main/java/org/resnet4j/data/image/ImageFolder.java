package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Split;
import org.resnet4j.internal.files.Reason;

/**
 * Images in folders, one folder per class, classes and files in the order of torchvision's
 * ImageFolder. Files are decoded when requested and not kept, so memory does not grow with the data
 * set; those that cannot be read are recorded by name.
 *
 * <p>Symbolic links to folders are followed. Departs: hidden folders and files (a dot before the
 * name) and {@code __MACOSX} are left out, GIF and PBM are read too, a class without images is kept
 * and said ({@link #notes}), and a link that leads back to a folder above it is not followed.
 */
public final class ImageFolder implements Dataset {
  private final Path root;
  private final List<String> classes;
  private final List<FolderWalk.Found> files;
  private final int[] labels;
  private final List<String> notes;
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
    this(root, ClassFolders.in(root));
  }

  private ImageFolder(Path root, ClassFolders folders) {
    this(root, folders, folders.names(), ImageDecoders.best());
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
    this(root, ClassFolders.in(root), classes, decoder);
  }

  private ImageFolder(Path root, ClassFolders folders, List<String> classes, ImageDecoder decoder) {
    this.root = root;
    this.classes = List.copyOf(classes);
    this.decoder = decoder;
    var said = new ArrayList<>(folders.notes());
    var empty = new ArrayList<String>();
    List<FolderWalk.Found> found = new ArrayList<>();
    List<Integer> labelled = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      var folder = Optional.ofNullable(folders.folders().get(classes.get(label)));
      var images = folder.map(path -> FolderWalk.images(path, said)).orElse(List.of());
      found.addAll(images);
      labelled.addAll(Collections.nCopies(images.size(), label));
      if (images.isEmpty()) {
        empty.add(classes.get(label));
      }
    }
    if (found.isEmpty()) {
      throw new DataException("%s has no images in class folders".formatted(root));
    }
    if (!empty.isEmpty()) {
      said.add("%s: no images of the class %s".formatted(root, String.join(", ", empty)));
    }
    files = List.copyOf(found);
    labels = labelled.stream().mapToInt(Integer::intValue).toArray();
    notes = List.copyOf(said);
  }

  /**
   * The images in a folder and the folders within, whatever their classes: those that a class
   * folder would have, in the same order.
   *
   * @param folder where
   * @param notes receives a sentence about each link that leads back and is not followed
   * @return the files
   * @throws DataException if it cannot be read
   */
  public static List<Path> images(Path folder, Consumer<String> notes) {
    var said = new ArrayList<String>();
    var images = FolderWalk.images(folder, said);
    said.forEach(notes);
    return images.stream().map(FolderWalk.Found::path).toList();
  }

  /**
   * Whether a file is taken for an image, by its name's ending; one whose name begins with a dot is
   * not.
   *
   * @param name the file's, without its folders
   * @return whether it would be in an image folder
   */
  public static boolean isImage(String name) {
    return FolderWalk.isImage(name);
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
        testFolder(folder)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has train/ but neither val/ nor test/ beside it".formatted(folder)));
    var train = ClassFolders.in(folder.resolve("train"));
    var tests = ClassFolders.in(test);
    List<String> others = new ArrayList<>(tests.names());
    others.removeAll(train.names());
    if (!others.isEmpty()) {
      throw new DataException(
          "%s has classes that train/ does not have: %s"
              .formatted(test, String.join(", ", others)));
    }
    ImageDecoder decoder = ImageDecoders.best();
    return new Split(
        new ImageFolder(folder.resolve("train"), train, train.names(), decoder),
        new ImageFolder(test, tests, train.names(), decoder));
  }

  /**
   * Opens test images that have no training images beside them.
   *
   * @param folder the folder that holds {@code val}, {@code test} or {@code valid}
   * @return a training part without any image, and the test images; empty if there is no such
   *     folder
   * @throws DataException if it cannot be read or has no images in class folders
   */
  public static Optional<Split> testOnly(Path folder) {
    return testFolder(folder)
        .map(ImageFolder::new)
        .map(test -> new Split(new NoImages(folder + "/train", test.classes()), test));
  }

  /**
   * The folder of the test images.
   *
   * @param folder the folder of the whole data set
   * @return {@code val}, {@code test} or {@code valid} in it, the first that there is
   */
  public static Optional<Path> testFolder(Path folder) {
    return Stream.of("val", "test", "valid")
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst();
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
      return read(index);
    } catch (DataException e) {
      unreadable.putIfAbsent(origin(index), e.getMessage());
      throw e;
    }
  }

  private Image read(int index) {
    var file = files.get(index).path();
    if (!Files.isRegularFile(file)) { // also where a link leads nowhere
      throw new DataException("%s is not a file".formatted(origin(index)));
    }
    try {
      return decoder.decode(origin(index), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(origin(index), Reason.of(e)), e);
    }
  }

  @Override
  public String origin(int index) {
    return root + "/" + classes.get(labels[index]) + files.get(index).name();
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Map<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }
}
