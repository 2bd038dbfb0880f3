package org.resnet4j.data.source;

import java.util.List;
import org.resnet4j.data.Split;

/** How the files of a data set are read. */
sealed interface Format {
  /** Reads both parts. */
  Split read(String name, List<String> classes, FileReader files);

  /** The content of a file by its name. */
  interface FileReader {
    byte[] read(String name);

    /** Where the file is, for error messages. */
    String where(String name);
  }

  /** MNIST's four IDX files. */
  record Idx() implements Format {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    @Override
    public Split read(String name, List<String> classes, FileReader files) {
      return new Split(
          IdxFile.dataset(
              name + " train", classes, idx(files, TRAIN_IMAGES), idx(files, TRAIN_LABELS)),
          IdxFile.dataset(
              name + " test", classes, idx(files, TEST_IMAGES), idx(files, TEST_LABELS)));
    }

    private static IdxFile idx(FileReader files, String name) {
      return IdxFile.parse(files.where(name), files.read(name));
    }
  }

  /** CIFAR's binary form: see {@link CifarFile}. */
  record Cifar(int labelBytes, List<String> train, List<String> test) implements Format {
    @Override
    public Split read(String name, List<String> classes, FileReader files) {
      return new Split(
          CifarFile.dataset(name + " train", classes, labelBytes, parts(files, train)),
          CifarFile.dataset(name + " test", classes, labelBytes, parts(files, test)));
    }

    private static List<CifarFile.Part> parts(FileReader files, List<String> names) {
      return names.stream()
          .map(file -> new CifarFile.Part(files.where(file), files.read(file)))
          .toList();
    }
  }
}
