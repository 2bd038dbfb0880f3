package org.resnet4j.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.spark.LocalSpark;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs winutils.exe there")
final class PictureFolderTest {
  private static final SparkSession SPARK = LocalSpark.session();
  @TempDir Path folder;
  @TempDir Path other;

  private void files(String... names) throws IOException {
    for (var name : names) {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> found(String where) {
    return PictureFolder.in(SPARK, where, 3).as(Encoders.STRING()).collectAsList().stream()
        .map(path -> path.replace("file:" + folder + "/", ""))
        .sorted()
        .toList();
  }

  @Test
  void picturesOfAllDepthsAreFoundOnce() throws IOException {
    files("a.jpg", "b.PNG", "x/c.jpeg", "x/deep/er/d.webp", "y z/100 %/e.tif", "notes.txt");
    files(".hidden/f.jpg", "x/.hidden.jpg", "__MACOSX/g.jpg", "x/__MACOSX/h.jpg", "x/readme");
    var right = List.of("a.jpg", "b.PNG", "x/c.jpeg", "x/deep/er/d.webp", "y z/100 %/e.tif");
    assertThat(found(folder.toString())).isEqualTo(right);
    assertThat(found("file://" + folder)).isEqualTo(right);
  }

  @Test
  void aLinkThatLeadsBackIsNotFollowed() throws IOException {
    files("x/a.jpg", "x/y/b.jpg");
    var elsewhere = Files.createDirectory(other.resolve("away"));
    Files.writeString(elsewhere.resolve("c.jpg"), "");
    Files.createSymbolicLink(folder.resolve("back"), folder);
    Files.createSymbolicLink(folder.resolve("x/y/back"), folder.resolve("x"));
    Files.createSymbolicLink(folder.resolve("x/y/up"), folder);
    Files.createSymbolicLink(folder.resolve("away"), elsewhere);
    assertThat(found(folder.toString())).containsExactly("away/c.jpg", "x/a.jpg", "x/y/b.jpg");
  }

  /** Whatever order a folder is read in, a path's place does not change. */
  @Test
  void aPathIsAlwaysInTheSamePartition() throws IOException {
    files(
        Stream.iterate(0, i -> i + 1)
            .limit(40)
            .map(i -> i % 5 + "/" + i + ".jpg")
            .toArray(String[]::new));
    var first = PictureFolder.in(SPARK, folder.toString(), 4).javaRDD().glom().collect();
    var second = PictureFolder.in(SPARK, folder.toString(), 4).javaRDD().glom().collect();
    assertThat(first).hasSize(4);
    assertThat(first.stream().mapToInt(List::size).sum()).isEqualTo(40);
    for (int i = 0; i < 4; i++) {
      assertThat(first.get(i)).containsExactlyInAnyOrderElementsOf(second.get(i));
    }
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    files("a.jpg");
    assertThatThrownBy(() -> found(folder.resolve("b").toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no folder file:");
    assertThatThrownBy(() -> found(folder.resolve("a.jpg").toString()))
        .hasMessageContaining("there is no folder");
  }
}
