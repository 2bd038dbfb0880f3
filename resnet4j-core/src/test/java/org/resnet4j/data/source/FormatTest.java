package org.resnet4j.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.data.source.FilesForTests.cifar;
import static org.resnet4j.data.source.FilesForTests.header;
import static org.resnet4j.data.source.FilesForTests.idx;
import static org.resnet4j.data.source.FilesForTests.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Split;
import org.resnet4j.fetch.Progress;

class FormatTest {
  @TempDir Path folder;

  @Test
  void anIdxFileGivesImagesAndLabels() {
    byte[] images = idx(256, 5, 3, 4);
    byte[] labels = idx(10, 5);
    Dataset data =
        IdxFile.dataset(
            "toy", ClassNames.DIGITS, IdxFile.parse("i", images), IdxFile.parse("l", labels));
    assertThat(data.size()).isEqualTo(5);
    assertThat(data.shape()).contains(new ImageShape(1, 3, 4));
    assertThat(data.image(2).pixels()).isEqualTo(Arrays.copyOfRange(images, 16 + 24, 16 + 36));
    assertThat(data.label(4)).isEqualTo(labels[8 + 4]);
  }

  @Test
  void aGzippedIdxFileIsTheSame() {
    byte[] plain = idx(256, 5, 3, 4);
    assertThat(IdxFile.parse("z", MnistSampleMaker.gzip(plain)).bytes())
        .isEqualTo(IdxFile.parse("p", plain).bytes());
  }

  @Test
  void whatIsWrongWithAnIdxFileIsSaidWithFileAndByte() {
    byte[] good = idx(256, 5, 3, 4);
    expectIdx(Arrays.copyOf(good, 3), "f: an IDX file begins with 4 bytes, this file has 3");
    expectIdx(with(good, 2, 9), "f: byte 0: an IDX file of bytes begins with 00 00 08");
    expectIdx(with(good, 3, 7), "f: byte 3: 1 to 4 dimensions, not 7");
    expectIdx(Arrays.copyOf(good, 10), "f: byte 10: the file ends within its header of 16 bytes");
    expectIdx(with(good, 8, 0xff), "f: byte 8: dimension 1 must not be");
    expectIdx(
        Arrays.copyOf(good, good.length - 1),
        "f: byte 16: dimensions [5, 3, 4] need 60 bytes after the header, there are 59");
    expectIdx(
        Arrays.copyOf(MnistSampleMaker.gzip(good), 40), "f: the gzip stream is damaged after");
  }

  private static byte[] with(byte[] good, int at, int value) {
    byte[] changed = good.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void expectIdx(byte[] file, String message) {
    assertThatThrownBy(() -> IdxFile.parse("f", file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void labelsMustFitImagesAndClasses() {
    IdxFile images = IdxFile.parse("i", idx(256, 5, 3, 4));
    assertThatThrownBy(
            () -> IdxFile.dataset("toy", ClassNames.DIGITS, images, IdxFile.parse("l", idx(10, 4))))
        .hasMessage("l has 4 labels for the 5 images of i");
    byte[] eleven = with(idx(10, 5), 9, 11);
    assertThatThrownBy(
            () -> IdxFile.dataset("toy", ClassNames.DIGITS, images, IdxFile.parse("l", eleven)))
        .hasMessage("l: byte 9: label 11, but labels run from 0 to 9");
    assertThatThrownBy(() -> IdxFile.dataset("toy", ClassNames.DIGITS, images, images))
        .hasMessage("i: byte 3: labels have 1 dimension, not 3");
  }

  @Test
  void cifarRecordsGiveImagesAndTheFineLabel() {
    byte[] file = cifar(7, 2, 100);
    Dataset data =
        CifarFile.dataset("toy", ClassNames.CIFAR100, 2, List.of(new CifarFile.Part("f", file)));
    assertThat(data.size()).isEqualTo(7);
    assertThat(data.label(6)).isEqualTo(6);
    assertThat(data.image(1).pixels()).isEqualTo(Arrays.copyOfRange(file, 3074 + 2, 2 * 3074));
  }

  @Test
  void whatIsWrongWithACifarFileIsSaidWithFileAndByte() {
    byte[] file = cifar(3, 1, 10);
    assertThatThrownBy(
            () ->
                CifarFile.dataset(
                    "toy",
                    ClassNames.CIFAR10,
                    1,
                    List.of(new CifarFile.Part("f", Arrays.copyOf(file, 7000)))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("f: 7000 bytes are not a whole number of records of 3073 bytes");
    assertThatThrownBy(
            () ->
                CifarFile.dataset(
                    "toy",
                    ClassNames.CIFAR10,
                    1,
                    List.of(new CifarFile.Part("f", with(file, 3073, 200)))))
        .hasMessage("f: byte 3073: label 200, but labels run from 0 to 9");
  }

  @Test
  void cifar100HasAHundredClasses() {
    assertThat(ClassNames.CIFAR100).hasSize(100).doesNotHaveDuplicates().isSorted();
    assertThat(ClassNames.CIFAR10).hasSize(10);
    assertThat(ClassNames.FASHION).hasSize(10);
  }

  @Test
  void anArchiveGivesTheFilesAskedFor() throws IOException {
    Path archive = folder.resolve("a.tgz");
    byte[] content = cifar(1, 1, 10);
    Files.write(archive, MnistSampleMaker.gzip(tar("dir/file.bin", content)));
    TarReader.extract(archive, Map.of("dir/file.bin", "out"), folder);
    assertThat(folder.resolve("out")).hasBinaryContent(content);
    assertThatThrownBy(() -> TarReader.extract(archive, Map.of("other", "out2"), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no [other]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:\\evil", ".."})
  void anArchiveThatLeavesItsFolderIsRefused(String entry) throws IOException {
    Path archive = folder.resolve("a.tgz");
    Files.write(archive, MnistSampleMaker.gzip(tar(entry, new byte[10])));
    assertThatThrownBy(() -> TarReader.extract(archive, Map.of(entry, "out"), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leaves the archive's folder");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anEntryThatClaimsMoreThanThereIsCostsNoMemory() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header("big", 200L << 20));
    bytes.writeBytes(new byte[100]);
    Path archive = folder.resolve("a.tgz");
    Files.write(archive, MnistSampleMaker.gzip(bytes.toByteArray()));
    assertThatThrownBy(() -> TarReader.extract(archive, Map.of("big", "out"), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the archive ends too early");
  }

  @Test
  void aFolderIsOpenedByWhatItHolds() throws IOException {
    Files.write(folder.resolve("train-images.idx3-ubyte"), idx(256, 6, 28, 28));
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), MnistSampleMaker.gzip(idx(10, 6)));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(256, 2, 28, 28));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(10, 2));
    Datasets datasets = new Datasets(folder.resolve("cache"), true, Progress.SILENT);
    Split split = datasets.open(folder.toString());
    assertThat(split.train().size()).isEqualTo(6);
    assertThat(split.test().size()).isEqualTo(2);
    assertThatThrownBy(() -> datasets.open("mnist", folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train-images.idx3-ubyte is not the published file of mnist");
  }

  @Test
  void aCifarFolderIsOpenedFromItsOfficialPlace() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
    for (int i = 1; i <= 5; i++) {
      Files.write(inner.resolve("data_batch_%d.bin".formatted(i)), cifar(i, 1, 10));
    }
    Files.write(inner.resolve("test_batch.bin"), cifar(2, 1, 10));
    Datasets datasets = new Datasets(folder.resolve("cache"), true, Progress.SILENT);
    assertThat(datasets.open(folder.toString()).train().size()).isEqualTo(15);
  }

  @Test
  void whatIsNoDataSetIsNamedWithWhatWouldBe() {
    Datasets datasets = new Datasets(folder.resolve("cache"), true, Progress.SILENT);
    assertThatThrownBy(() -> datasets.open("minst"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "'minst' is neither a known data set (mnist, fashion-mnist, cifar10, cifar100,"
                + " mnist-sample) nor a folder");
    assertThatThrownBy(() -> datasets.open(folder.toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("contains no data set");
    assertThatThrownBy(() -> datasets.verify("minst")).isInstanceOf(DataException.class);
  }

  @Test
  void theListNamesEverythingThatCanBeOpened() {
    Datasets datasets = new Datasets(folder.resolve("cache"), true, Progress.SILENT);
    assertThat(datasets.list()).extracting(Listing::name).isEqualTo(Datasets.names());
    assertThat(datasets.list())
        .extracting(Listing::here)
        .containsExactly(false, false, false, false, true);
    assertThat(datasets.verify("mnist"))
        .extracting(FileStatus::state)
        .containsOnly(FileStatus.State.MISSING);
  }
}
