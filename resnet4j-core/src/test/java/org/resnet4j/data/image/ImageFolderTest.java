package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.data.GoldenImages;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.RandomResizedCrop;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.data.loader.Unreadable;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.fetch.Progress;

class ImageFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    put("train/dog/2.png", "rgb.png");
    put("train/dog/10.JPG", "rgb.jpg");
    put("train/cat/a.jpeg", "cmyk.jpg");
    put("train/cat/b.png", "grey16.png");
    put("train/.hidden/x.png", "rgb.png");
    put("val/cat/c.gif", "picture.gif");
    Files.writeString(folder.resolve("train/cat/notes.txt"), "no image");
  }

  private void put(String to, String from) throws IOException {
    Path file = folder.resolve(to);
    Files.createDirectories(file.getParent());
    Files.write(file, GoldenImages.bytes("image/" + from));
  }

  @Test
  void classesAndFilesAreInTheOrderOfTheirNames() {
    Split split = ImageFolder.split(folder);
    assertThat(split.train().classes()).containsExactly("cat", "dog");
    assertThat(split.train().size()).isEqualTo(4);
    assertThat(split.train().origin(0)).endsWith("a.jpeg");
    assertThat(split.train().origin(2)).endsWith("10.JPG");
    assertThat(List.of(split.train().label(0), split.train().label(3))).containsExactly(0, 1);
    assertThat(split.test().size()).isEqualTo(1);
    assertThat(split.test().classes()).containsExactly("cat", "dog");
    assertThat(split.train().image(1).channels()).isEqualTo(3);
  }

  @Test
  void aFolderOfImagesIsADataSet() {
    Datasets datasets = new Datasets(folder.resolve("cache"), true, Progress.SILENT);
    assertThat(datasets.open(folder.toString()).train().size()).isEqualTo(4);
  }

  @Test
  void unreadableFilesAreNamedAndLeftOut() throws IOException {
    Files.write(folder.resolve("train/cat/a.jpeg"), new byte[] {1, 2, 3});
    ImageFolder train = (ImageFolder) ImageFolder.split(folder).train();
    Pipeline pipeline = Pipeline.of(new Resize(20), new CentreCrop(16), Normalise.imagenet());
    LoaderOptions options = LoaderOptions.evaluation(4).withWorkers(2);
    try (Loader loader = Loader.once(train, pipeline, options)) {
      assertThat(loader.next().orElseThrow().examples()).containsExactly(1, 2, 3);
    }
    assertThat(train.unreadable()).hasSize(1);
    assertThat(train.unreadable().values().iterator().next()).contains("a.jpeg");
  }

  @Test
  void classesOfTheTestPartMustBeKnown() throws IOException {
    put("val/wolf/x.png", "rgb.png");
    assertThatThrownBy(() -> ImageFolder.split(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("classes that train/ does not have: wolf");
  }

  @Test
  void anEmptyFolderIsNamed() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> new ImageFolder(empty))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no images in class folders");
  }

  @Test
  void imagesOfDifferentSizesNeedACrop() {
    Pipeline noCrop = Pipeline.of(new Resize(16), Normalise.imagenet());
    try (Loader loader =
        Loader.once(ImageFolder.split(folder).train(), noCrop, LoaderOptions.evaluation(4))) {
      assertThatThrownBy(loader::next)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("needs a crop or resize to one size");
    }
  }

  @Test
  void allPhotographsOfTheSampleBecomeBatches() {
    Path photographs = GoldenImages.shared("data/imagenet-sample").orElse(Path.of("none"));
    assumeTrue(Files.isDirectory(photographs), "shared/data/imagenet-sample is not here");
    ImageFolder images = new ImageFolder(photographs);
    Pipeline pipeline =
        Pipeline.of(RandomResizedCrop.usual(64), new HorizontalFlip(0.5), Normalise.imagenet());
    LoaderOptions options =
        LoaderOptions.evaluation(32).withUnreadable(Unreadable.STOP).withWorkers(2);
    int seen = 0;
    try (Loader loader = Loader.once(images, pipeline, options)) {
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        seen += next.get().batch().size();
      }
    }
    assertThat(seen).isEqualTo(98);
  }
}
