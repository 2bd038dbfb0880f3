package org.resnet4j.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.Hashes;

class FetcherTest {
  private static final byte[] GOOD = "the right content".getBytes();
  private final List<String> asked = new ArrayList<>();
  @TempDir Path cache;

  private Source source(String name, byte[] content) {
    return new Source() {
      @Override
      public String describe() {
        return name;
      }

      @Override
      public void provide(List<KnownFile> files, Path folder, Progress progress) {
        asked.add(name);
        if (content.length == 0) {
          throw new DataException("does not answer");
        }
        files.forEach(file -> Staging.write(folder.resolve(file.name()), content));
      }
    };
  }

  private static KnownDataset dataset(Source... sources) {
    KnownFile file = KnownFile.of("data", GOOD.length, Hashes.sha256(GOOD));
    return new KnownDataset(
        "toy",
        "A toy",
        List.of("one"),
        new Format.Idx(),
        List.of(file),
        List.of(sources),
        DatasetCard.photographs("Toy", "toy"),
        "");
  }

  private Fetcher fetcher() {
    return new Fetcher(cache, Progress.SILENT, false);
  }

  @Test
  void sourcesAreAskedInOrderUntilOneHasTheRightFiles() {
    KnownDataset toy =
        dataset(
            source("first", new byte[0]),
            source("second", "something else".getBytes()),
            source("third", GOOD),
            source("fourth", GOOD));
    CachedFiles cached = fetcher().fetch(toy);
    assertThat(asked).containsExactly("first", "second", "third");
    assertThat(cached.path("data")).hasBinaryContent(GOOD);
    assertThat(cache.resolve("datasets/toy.fetching")).doesNotExist();
  }

  @Test
  void whatIsInTheCacheIsNotAskedFor() {
    fetcher().fetch(dataset(source("first", GOOD)));
    asked.clear();
    fetcher().fetch(dataset(source("first", GOOD)));
    assertThat(asked).isEmpty();
  }

  @Test
  void theMessageListsEverySourceAndItsReason() {
    KnownDataset toy =
        dataset(source("first", new byte[0]), source("second", "something else".getBytes()));
    assertThatThrownBy(() -> fetcher().fetch(toy))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("toy could not be fetched from any source")
        .hasMessageContaining("first: does not answer")
        .hasMessageContaining("second: data came with sha256");
    assertThat(cache.resolve("datasets/toy/data")).doesNotExist();
  }

  @Test
  void aSourceThatFailedIsNotAskedAgain() {
    Fetcher fetcher = fetcher();
    KnownDataset toy = dataset(source("first", new byte[0]));
    assertThatThrownBy(() -> fetcher.fetch(toy)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> fetcher.fetch(toy)).hasMessageContaining("does not answer");
    assertThat(asked).containsExactly("first");
  }

  @Test
  void severalThreadsFetchOnce() {
    KnownDataset toy = dataset(source("first", GOOD));
    IntStream.range(0, 8)
        .parallel()
        .forEach(i -> assertThat(fetcher().fetch(toy).path("data")).exists());
    assertThat(asked).containsExactly("first");
  }

  @Test
  void offlineAsksNobody() {
    Fetcher offline = new Fetcher(cache, Progress.SILENT, true);
    assertThatThrownBy(() -> offline.fetch(dataset(source("first", GOOD))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("toy is not in the cache")
        .hasMessageContaining("offline");
    assertThat(asked).isEmpty();
    assertThat(cache.resolve("datasets")).isEmptyDirectory();
  }

  @Test
  void offlineADamagedFileIsNamedAndHowToMendIt() throws IOException {
    Files.createDirectories(cache.resolve("datasets/toy"));
    Files.write(cache.resolve("datasets/toy/data"), new byte[3]);
    Fetcher offline = new Fetcher(cache, Progress.SILENT, true);
    assertThatThrownBy(() -> offline.fetch(dataset(source("first", GOOD))))
        .hasMessageContaining("toy is damaged in the cache")
        .hasMessageContaining("data has 3 bytes instead of " + GOOD.length)
        .hasMessageContaining("fetch it again");
    assertThat(asked).isEmpty();
  }

  @Test
  void aFullDiskIsSaidAtOnceAndLeavesNothing() {
    Source half =
        new Source() {
          @Override
          public String describe() {
            return "half";
          }

          @Override
          public void provide(List<KnownFile> files, Path folder, Progress progress) {
            Staging.write(folder.resolve("data"), new byte[2]);
            throw new DataException("data cannot be written: No space left on device");
          }
        };
    assertThatThrownBy(() -> fetcher().fetch(dataset(half, source("second", GOOD))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the disk is full: toy needs 1 MB in " + cache)
        .hasMessageContaining("RESNET4J_CACHE");
    assertThat(asked).isEmpty();
    assertThat(cache.resolve("datasets")).isEmptyDirectory();
  }

  @Test
  void aDataSetLargerThanTheDiskIsNotBegun() {
    KnownFile file = KnownFile.of("data", Long.MAX_VALUE, Hashes.sha256(GOOD));
    KnownDataset huge =
        new KnownDataset(
            "toy",
            "A toy",
            List.of("one"),
            new Format.Idx(),
            List.of(file),
            List.of(source("first", GOOD)),
            DatasetCard.photographs("Toy", "toy"),
            "");
    assertThatThrownBy(() -> fetcher().fetch(huge)).hasMessageStartingWith("the disk is full: toy");
    assertThat(asked).isEmpty();
  }

  @Test
  void aFileChangedAfterwardsIsFetchedAnew() throws IOException {
    CachedFiles cached = fetcher().fetch(dataset(source("first", GOOD)));
    byte[] wrong = GOOD.clone();
    wrong[3]++;
    Files.write(cached.path("data"), wrong);
    Files.setLastModifiedTime(cached.path("data"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(cached.verify().getFirst().state()).isEqualTo(FileStatus.State.DAMAGED);
    fetcher().fetch(dataset(source("again", GOOD)));
    assertThat(asked).containsExactly("first", "again");
    assertThat(cached.path("data")).hasBinaryContent(GOOD);
  }

  @Test
  void aFileWithoutAPublishedHashIsHeldAgainstTheOneItCameWith() throws IOException {
    KnownDataset toy =
        new KnownDataset(
            "toy",
            "A toy",
            List.of("one"),
            new Format.Idx(),
            List.of(new KnownFile("data", GOOD.length, Optional.empty())),
            List.of(source("first", GOOD)),
            DatasetCard.photographs("Toy", "toy"),
            "");
    CachedFiles cached = fetcher().fetch(toy);
    assertThat(cached.verify().getFirst().state()).isEqualTo(FileStatus.State.GOOD);
    byte[] wrong = GOOD.clone();
    wrong[0]++;
    Files.write(cached.path("data"), wrong);
    assertThat(cached.verify().getFirst().state()).isEqualTo(FileStatus.State.DAMAGED);
  }
}
