package org.resnet4j.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Split;
import org.resnet4j.data.image.ImageFolder;

/**
 * Recognises the data set in a user's folder. Hashes are not checked: the data may be their own.
 */
final class Folders {
  /** Of the split; not the recipe's, so that an evaluation tests what the training did not see. */
  private static final long SEED = 0;

  private Folders() {}

  static Split open(Path folder) {
    for (String inner : List.of("", "MNIST/raw", "cifar-10-batches-bin", "cifar-100-binary")) {
      LocalFiles files = new LocalFiles(folder.resolve(inner));
      for (KnownDataset known :
          List.of(KnownDatasets.MNIST, KnownDatasets.CIFAR10, KnownDatasets.CIFAR100)) {
        if (known.files().stream().allMatch(file -> files.find(file.name()).isPresent())) {
          return known.format().read(folder.toString(), known.classes(), files);
        }
      }
    }
    return images(folder);
  }

  /**
   * Images in {@code train} and {@code val}; in one of them; or in class folders right here. One
   * list of classes is split for training; {@code val} alone is for testing only.
   */
  private static Split images(Path folder) {
    if (!Files.isDirectory(folder.resolve("train"))) {
      return ImageFolder.testOnly(folder).orElseGet(() -> Split.stratified(classes(folder), SEED));
    }
    return ImageFolder.testFolder(folder).isPresent()
        ? ImageFolder.split(folder)
        : Split.stratified(new ImageFolder(folder.resolve("train")), SEED);
  }

  private static ImageFolder classes(Path folder) {
    try {
      return new ImageFolder(folder);
    } catch (DataException e) {
      throw new DataException(
          ("%s contains no data set: neither MNIST's four IDX files, nor CIFAR's .bin files, nor"
                  + " images in train/<class> and val/<class>, or in <class> alone")
              .formatted(folder),
          e);
    }
  }
}
