package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.format.WeightFile;

/** Folders as people have them, trained on and tested on by the commands. */
@DisabledOnOs(OS.WINDOWS)
final class FoldersOfPeopleTest {
  @TempDir static Path shared;
  private static Path first;
  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws Exception {
    var data = FirstReports.pictures(shared.resolve("rgb3"), FirstReports.COLOURS, 12, 4);
    first = shared.resolve("first");
    train(data, first, "--epochs", "1").done();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webp", "ppm", "pgm"})
  void everyPictureOfAClassInAnotherFormatIsTrainedOn(String ending) throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), List.of("a", "b"), 3, 2);
    for (int i = 0; i < 3; i++) {
      FirstReports.rewrite(data.resolve("train/a/00%d.png".formatted(i)), ending);
    }
    var ran = trainsOnAllOf(data, 6);
    assertThat(ran.json().get("unreadable").asInt()).isZero();
  }

  @Test
  void aClassThatIsALinkHasItsPictures() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), List.of("a", "b"), 3, 2);
    Files.move(data.resolve("train/b"), data.resolve("elsewhere"));
    Files.createSymbolicLink(data.resolve("train/b"), Path.of("../elsewhere"));
    trainsOnAllOf(data, 6);
  }

  @Test
  void aClassNamedByAKoreanWindowsHasItsPicturesAndItsName() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), List.of("a", "z"), 3, 2);
    for (var part : List.of("train", "val")) {
      var korean = FirstReports.named(data.resolve(part), "%B0%ED%BE%E7%C0%CC");
      Files.move(data.resolve(part).resolve("z"), korean);
    }
    trainsOnAllOf(data, 6);
    try (var file = WeightFile.open(folder.resolve("run/model.safetensors"))) {
      assertThat(file.metadata().get("resnet4j.reading")).contains("\"a\",\"고양이\"");
    }
  }

  @Test
  void aClassWithoutPicturesAndWhatMacOsAddsAreSaid() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), List.of("a", "b"), 3, 2);
    Files.createDirectories(data.resolve("train/__MACOSX"));
    Files.createDirectories(data.resolve("train/c"));
    assertThat(trainsOnAllOf(data, 6).err())
        .contains("left out, as no class: __MACOSX", "no images of the class c");
  }

  @Test
  void aTestImageThatCannotBeReadIsNotTestedAndNoOtherTakesItsPlace() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), FirstReports.COLOURS, 1, 4);
    Files.write(data.resolve("val/blue/000.png"), new byte[0]);
    var csv = folder.resolve("p.csv");
    var ran = evaluate(data, "--json", "--predictions", csv.toString()).done();
    assertThat(ran.json().get("total").asInt()).isEqualTo(11);
    assertThat(ran.json().get("unreadable").toString()).contains("blue/000.png");
    var lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(12);
    for (int i = 1; i < 12; i++) {
      var colour = FirstReports.COLOURS.get(i / 4);
      assertThat(lines.get(i)).contains("/%s/%03d.png".formatted(colour, i % 4));
    }
  }

  @Test
  void aWholeBatchThatCannotBeReadIsLeftOutListedAndCounted() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), FirstReports.COLOURS, 12, 4);
    for (int i = 0; i < 4; i++) {
      Files.writeString(data.resolve("val/red/00%d.png".formatted(i)), "no image");
      Files.writeString(data.resolve("train/red/00%d.png".formatted(i)), "no image");
    }
    var run = folder.resolve("run");
    var result = train(data, run, "--batch-size", "4", "--epochs", "2", "--json").done().json();
    assertThat(result.get("testImages").asInt()).isEqualTo(8);
    assertThat(result.get("unreadable").asInt()).isEqualTo(8);
    var written = new ObjectMapper().readTree(run.resolve("result.json").toFile());
    assertThat(written.get("unreadable").asInt()).isEqualTo(8);
    assertThat(Files.readAllLines(run.resolve("unreadable.csv")))
        .hasSize(9)
        .anyMatch(line -> line.contains("val/red/003.png"))
        .anyMatch(line -> line.contains("train/red/000.png"));
    train(data, folder.resolve("strict"), "--strict").failedAtLast("red/00");
  }

  @Test
  void predictWalksAFolderAsTrainingDoes() throws Exception {
    var data = FirstReports.pictures(folder.resolve("data"), List.of("a", "b"), 1, 1);
    Files.createSymbolicLink(data.resolve("val/a/back"), data);
    Files.writeString(data.resolve("val/a/notes.txt"), "no picture");
    Files.copy(data.resolve("val/a/000.png"), data.resolve("val/b/.hidden.png"));
    var ran = Ran.command("predict", "--weights", model(), "--json", data + "/val").done();
    var files = new ArrayList<String>();
    ran.json().get("images").forEach(image -> files.add(image.get("image").asText()));
    assertThat(files).containsExactly(data + "/val/a/000.png", data + "/val/b/000.png");
    assertThat(ran.err()).contains("leads back to a folder above it and is not followed");
  }

  private Ran trainsOnAllOf(Path data, int images) throws Exception {
    var run = folder.resolve("run");
    var ran = train(data, run, "--batch-size", "2", "--epochs", "1", "--json").done();
    assertThat(ran.err().replaceAll("\\s+", " ")) // a long folder's name breaks the line
        .contains(" %d images per epoch".formatted(images));
    assertThat(run.resolve("unreadable.csv")).doesNotExist();
    assertThat(ran.json().get("testImages").asInt()).isEqualTo(4);
    return ran;
  }

  private static Ran evaluate(Path data, String... more) {
    var words = new ArrayList<>(List.of("evaluate", "--weights", model()));
    words.addAll(List.of("--data", data.toString()));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }

  private static String model() {
    return first.resolve("model.safetensors").toString();
  }

  private static Ran train(Path data, Path run, String... more) throws Exception {
    var recipe = FirstReports.file("tiny.json", shared).toString();
    var words = new ArrayList<>(List.of("train", "--recipe", recipe, "--model", "lenet5"));
    words.addAll(List.of("--data", data.toString(), "--engine", "vector", "-o", run.toString()));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }
}
