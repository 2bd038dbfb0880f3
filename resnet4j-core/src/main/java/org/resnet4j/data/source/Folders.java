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
    if (Files.isDirectory(folder.resolve("train"))) {
      return ImageFolder.split(folder);
    }
    return ImageFolder.testOnly(folder)
        .orElseThrow(
            () ->
                new DataException(
                    ("%s contains no data set: neither MNIST's four IDX files, nor CIFAR's .bin"
                            + " files, nor images in train/<class> and val/<class>")
                        .formatted(folder)));
  }
}
