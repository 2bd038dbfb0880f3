package org.resnet4j.data.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The readers of files that come from elsewhere, with a good file each, for fuzzing. */
public final class Parsers {
  private Parsers() {}

  /** A reader and a file it reads. */
  public record Parser(byte[] good, Consumer<byte[]> reader) {
    public void parse(byte[] file) {
      reader.accept(file);
    }
  }

  public static Map<String, Parser> all() {
    Map<String, Parser> all = new LinkedHashMap<>();
    byte[] labels = FilesForTests.idx(10, 20);
    all.put("idx images", new Parser(FilesForTests.idx(256, 20, 5, 5), file -> idx(file, labels)));
    all.put(
        "idx gzipped",
        new Parser(
            MnistSampleMaker.gzip(FilesForTests.idx(256, 20, 5, 5)), file -> idx(file, labels)));
    byte[] images = FilesForTests.idx(256, 20, 5, 5);
    all.put("idx labels", new Parser(labels, file -> idx(images, file)));
    all.put("cifar", new Parser(FilesForTests.cifar(2, 1, 10), Parsers::cifar));
    byte[] tar = FilesForTests.tar("dir/file", FilesForTests.idx(10, 20));
    all.put("tar", new Parser(tar, file -> tar(MnistSampleMaker.gzip(file))));
    all.put("tar gzipped", new Parser(MnistSampleMaker.gzip(tar), Parsers::tar));
    return all;
  }

  private static void idx(byte[] images, byte[] labels) {
    IdxFile.dataset(
        "toy", ClassNames.DIGITS, IdxFile.parse("i", images), IdxFile.parse("l", labels));
  }

  private static void cifar(byte[] file) {
    CifarFile.dataset("toy", ClassNames.CIFAR10, 1, List.of(new CifarFile.Part("f", file)));
  }

  private static void tar(byte[] file) {
    try (TarReader tar = TarReader.open("t", new ByteArrayInputStream(file))) {
      for (var entry = tar.next(); entry.size() >= 0; entry = tar.next()) {
        tar.content(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
