package org.resnet4j.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.weights.published.PublishedFiles;

/** What the names of weights mean, with a cache that holds nothing yet and no network. */
final class LocationTest {
  @TempDir Path cache;

  private PublishedFiles files() {
    return new PublishedFiles(PublishedFiles.PYTORCH, cache, true, (what, done, total) -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "imagenet:resnet50, , resnet50-0676ba61.pth",
    "imagenet:resnet50:v1, , resnet50-0676ba61.pth",
    "imagenet:resnet50:v2, , resnet50-11ad3fa6.pth",
    "imagenet:resnet18, resnet50, resnet18-f37072fd.pth",
    "imagenet, resnet50, resnet50-0676ba61.pth",
    "imagenet:v2, resnet50, resnet50-11ad3fa6.pth"
  })
  void aNameOfTorchvisionsIsItsFileInTheCache(String name, String model, String file)
      throws IOException {
    var asked = Optional.ofNullable(model);
    assertThatThrownBy(() -> Location.of(name, asked, files()))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(file + " is not in the cache")
        .hasMessageContaining("https://download.pytorch.org/models/" + file);
    var there = Files.createDirectories(cache.resolve("weights")).resolve(file);
    Files.createFile(there);
    assertThat(Location.of(name, asked, files())).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource({
    "imagenet, write imagenet:resnet50",
    "imagenet:v2, write imagenet:resnet50",
    "imagenet:resnet9000, resnet9000",
    "imagenet:resnet18:v2, there are no weights 'imagenet:v2' of resnet18"
  })
  void aNameOfNothingSaysWhatWouldBeRight(String name, String told) {
    assertThatThrownBy(() -> Location.of(name, Optional.empty(), files()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void anyOtherNameIsAPath() {
    for (var name : new String[] {"runs/pets", "imagenet.pth", "imagenette:x", "resnet50"}) {
      assertThat(Location.of(name, Optional.empty(), files())).isEqualTo(Path.of(name));
    }
  }
}
