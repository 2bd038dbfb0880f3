package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.data.GoldenImages;

/**
 * The files, classes and order of torchvision's ImageFolder; see src/test/python/make_folders.py.
 */
@EnabledOnOs(OS.LINUX) // whose file names are any bytes
class FolderZooTest {
  @TempDir Path temporary;

  @Test
  void filesClassesAndOrderAreTorchvisions() throws IOException {
    compare(GoldenImages.json("image/folders.json"));
  }

  @Test
  @Tag("slow")
  void soAreThoseOfManyOtherFolders() throws Exception {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with torchvision");
    var made = temporary.resolve("folders.json");
    var script = Path.of("src/test/python/make_folders.py").toAbsolutePath().toString();
    var process =
        new ProcessBuilder(python, script, made.toString(), "7", "200")
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("python.log").toFile());
    process.environment().put("LC_ALL", "C.UTF-8");
    assertThat(process.start().waitFor()).isZero();
    compare(new ObjectMapper().readTree(made.toFile()));
  }

  private void compare(JsonNode zoo) throws IOException {
    int number = 0;
    for (var folder : zoo) {
      var root = temporary.resolve("zoo" + number++);
      build(root, folder);
      if (!folder.get("entries").isEmpty() && folder.get("samples").isEmpty()) {
        assertThatThrownBy(() -> new ImageFolder(root.resolve("data")))
            .hasMessageEndingWith("has no images in class folders");
        continue;
      }
      var classes = texts(folder.get("classes"));
      var read = new ImageFolder(root.resolve("data"));
      assertThat(read.classes())
          .as("classes of folder %d", number - 1)
          .containsExactlyElementsOf(names(root, classes));
      if (!folder.get("samples").isEmpty()) {
        assertThat(samples(read))
            .as("files of folder %d", number - 1)
            .containsExactlyElementsOf(expected(root, folder, read.classes()));
      }
    }
  }

  /** As they are shown; a second one that would read alike by its bytes. */
  private static List<String> names(Path root, List<String> classes) {
    var names = new ArrayList<String>();
    for (var name : classes) {
      var shown = FileNames.shown(path(root, "/" + name));
      names.add(names.contains(shown) ? FileNames.escaped(path(root, "/" + name)) : shown);
    }
    return names;
  }

  private static List<String> expected(Path root, JsonNode folder, List<String> classes) {
    var lines = new ArrayList<String>();
    for (var sample : folder.get("samples")) {
      var path = sample.get(0).asText();
      var shown = new StringBuilder(root + "/data/" + classes.get(sample.get(1).asInt()));
      for (var part : path.substring(path.indexOf('/') + 1).split("/")) {
        shown.append('/').append(FileNames.shown(path(root, "/" + part)));
      }
      lines.add(shown + " " + sample.get(1).asInt());
    }
    return lines;
  }

  private static List<String> samples(ImageFolder folder) {
    return IntStream.range(0, folder.size())
        .mapToObj(i -> folder.origin(i) + " " + folder.label(i))
        .toList();
  }

  /** The first folder has no entries but three thousand classes. */
  private static void build(Path root, JsonNode folder) throws IOException {
    for (var name :
        folder.get("entries").isEmpty() ? texts(folder.get("classes")) : List.<String>of()) {
      Files.createDirectories(path(root, "/data/" + name));
      Files.createFile(path(root, "/data/" + name + "/1.png"));
    }
    for (var entry : folder.get("entries")) {
      var path = path(root, entry.get(1).asText());
      Files.createDirectories(path.getParent());
      switch (entry.get(0).asText()) {
        case "folder" -> Files.createDirectories(path);
        case "file" -> Files.createFile(path);
        case "broken" -> Files.createSymbolicLink(path, Path.of("nowhere"));
        default -> Files.createSymbolicLink(path, path(root, entry.get(2).asText()));
      }
    }
  }

  /** A path of any bytes. */
  private static Path path(Path root, String percentEncoded) {
    return Path.of(
        URI.create("file://" + root.toUri().getRawPath().replaceAll("/$", "") + percentEncoded));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void aLinkThatLeadsBackIsNotFollowedAndSaid() throws IOException {
    var a = Files.createDirectories(temporary.resolve("data/a"));
    Files.createFile(a.resolve("1.png"));
    Files.createSymbolicLink(a.resolve("back"), temporary.resolve("data"));
    Files.createSymbolicLink(a.resolve("self"), a);
    var b = Files.createDirectories(temporary.resolve("b/in"));
    Files.createFile(b.resolve("2.png"));
    Files.createSymbolicLink(a.resolve("other"), temporary.resolve("b"));
    Files.createSymbolicLink(b.resolve("first"), temporary.resolve("data/a"));
    var folder = new ImageFolder(temporary.resolve("data"));
    assertThat(IntStream.range(0, folder.size()).mapToObj(folder::origin))
        .containsExactly(temporary + "/data/a/1.png", temporary + "/data/a/other/in/2.png");
    assertThat(folder.notes())
        .hasSize(3)
        .allMatch(note -> note.endsWith("leads back to a folder above it and is not followed"));
  }

  @Test
  void whatIsLeftOutAndWhatIsEmptyIsSaid() throws IOException {
    var data = Files.createDirectories(temporary.resolve("data"));
    for (var name : List.of("cat", "__MACOSX", ".cache", "none")) {
      Files.createDirectories(data.resolve(name));
    }
    Files.createFile(data.resolve("cat/1.png"));
    Files.createFile(data.resolve("cat/._1.png"));
    Files.createFile(data.resolve("__MACOSX/1.png"));
    var folder = new ImageFolder(data);
    assertThat(folder.classes()).containsExactly("cat", "none");
    assertThat(folder.size()).isEqualTo(1);
    assertThat(folder.notes())
        .containsExactly(
            data + ": left out, as no class: .cache, __MACOSX",
            data + ": no images of the class none");
  }

  @Test
  void aNameInAnotherEncodingIsReadAsKoreanOrAsBytes() throws IOException {
    var data = temporary.resolve("data");
    Files.createDirectories(path(data, "/%B0%ED%BE%E7%C0%CC")); // 고양이 in CP949
    Files.createDirectories(path(data, "/%FF%FE"));
    Files.write(path(data, "/%B0%ED%BE%E7%C0%CC/1.png"), GoldenImages.bytes("image/rgb.png"));
    Files.write(path(data, "/%FF%FE/2.png"), GoldenImages.bytes("image/rgb.png"));
    var folder = new ImageFolder(data);
    assertThat(folder.classes()).containsExactly("고양이", "\\xff\\xfe");
    assertThat(folder.image(0)).isEqualTo(folder.image(1));
    var utf8 = path(data, "/%EA%B3%A0%EC%96%91%EC%9D%B4");
    Files.createDirectories(utf8);
    assertThat(new ImageFolder(data).classes())
        .containsExactly("고양이", "\\xb0\\xed\\xbe\\xe7\\xc0\\xcc", "\\xff\\xfe");
  }

  @Test
  void aLinkToNothingAndAPipeAreUnreadableFiles() throws Exception {
    var a = Files.createDirectories(temporary.resolve("data/a"));
    Files.createSymbolicLink(a.resolve("1.png"), Path.of("nowhere"));
    new ProcessBuilder("mkfifo", a.resolve("2.png").toString()).start().waitFor();
    var folder = new ImageFolder(temporary.resolve("data"));
    assertThat(folder.size()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      int index = i;
      assertThatThrownBy(() -> folder.image(index))
          .isInstanceOf(DataException.class)
          .hasMessage(folder.origin(index) + " is not a file");
    }
  }

  @Test
  void testImagesAloneAreDataForTesting() throws IOException {
    var cat = Files.createDirectories(temporary.resolve("val/cat"));
    Files.write(cat.resolve("1.png"), GoldenImages.bytes("image/rgb.png"));
    var split = ImageFolder.testOnly(temporary).orElseThrow();
    assertThat(split.test().size()).isEqualTo(1);
    assertThat(split.train().size()).isZero();
    assertThat(split.train().classes()).containsExactly("cat");
  }
}
