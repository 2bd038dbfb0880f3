package org.resnet4j.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Split;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.fetch.Progress;

/**
 * Data sets by name or folder: {@code mnist}, {@code fashion-mnist}, {@code cifar10}, {@code
 * cifar100}, {@code mnist-sample}, or the path of a folder with IDX files, CIFAR's binary files or
 * images in {@code train/<class>} and {@code val/<class>}. Safe for use by several threads and
 * processes: only one at a time fetches a data set.
 */
public final class Datasets {
  private static final long SAMPLE_BYTES = 1_500 * (28 * 28 + 1);
  private final Path cache;
  private final Fetcher fetcher;
  private final List<KnownDataset> known;

  /**
   * The known data sets, kept in a folder of the caller's choice.
   *
   * @param cache where fetched files are kept, see {@link CachePaths}
   * @param offline use what is on this machine; never use the network
   * @param progress told how far each download is
   */
  public Datasets(Path cache, boolean offline, Progress progress) {
    this(cache, new Fetcher(cache, progress, offline), KnownDatasets.ALL);
  }

  private Datasets(Path cache, Fetcher fetcher, List<KnownDataset> known) {
    this.cache = cache;
    this.fetcher = fetcher;
    this.known = known;
  }

  /**
   * {@return the same data sets, had from further sources where their own do not give them}
   *
   * @param sources by the data set's name, asked in their order
   * @throws DataException if a name is not that of a data set that can be fetched
   */
  public Datasets alsoFrom(Map<String, List<Source>> sources) {
    sources.keySet().forEach(this::known);
    var more =
        known.stream()
            .map(set -> set.alsoFrom(sources.getOrDefault(set.name(), List.of())))
            .toList();
    return new Datasets(cache, fetcher, more);
  }

  /**
   * {@return the known data sets, kept in the user's cache and fetched where they are missing}
   *
   * @param progress told how far each download is
   */
  public static Datasets standard(Progress progress) {
    return new Datasets(CachePaths.standard(), false, progress);
  }

  /** {@return the names that {@link #open(String)} knows} */
  public static List<String> names() {
    return Stream.concat(
            KnownDatasets.ALL.stream().map(KnownDataset::name), Stream.of(Samples.MNIST))
        .toList();
  }

  /**
   * {@return what is known of a data set beside its images; for a folder, that it is usually
   * trained by the recipe for folders}
   *
   * @param nameOrFolder a known name, or a folder
   */
  public static DatasetCard card(String nameOrFolder) {
    if (nameOrFolder.equals(Samples.MNIST)) {
      return Samples.CARD;
    }
    return KnownDatasets.ALL.stream()
        .filter(known -> known.name().equals(nameOrFolder))
        .findFirst()
        .map(KnownDataset::card)
        .orElseGet(() -> DatasetCard.photographs(nameOrFolder, "folder"));
  }

  /**
   * Opens a data set; a known one that is not in the cache is fetched first.
   *
   * @param nameOrFolder a known name, or a folder
   * @return its training and test images
   * @throws DataException if it cannot be obtained; the message lists what was tried
   */
  public Split open(String nameOrFolder) {
    if (nameOrFolder.equals(Samples.MNIST)) {
      return Samples.mnist();
    }
    var named = find(nameOrFolder);
    if (named.isPresent()) {
      return read(named.get(), fetcher.fetch(named.get()).folder());
    }
    Path folder = Path.of(nameOrFolder);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "'%s' is neither a known data set (%s) nor a folder"
              .formatted(nameOrFolder, String.join(", ", names())));
    }
    return Folders.open(folder);
  }

  /**
   * Opens a known data set from the user's own copy of its files, plain or gzipped.
   *
   * @param name of the data set
   * @param folder that holds its files under their usual names
   * @return its training and test images
   * @throws DataException if there is no such data set, or a file is missing or is not the
   *     published one
   */
  public Split open(String name, Path folder) {
    KnownDataset set = known(name);
    LocalFiles local = new LocalFiles(folder);
    Format.FileReader checked = new CheckedFiles(set, local);
    return set.format().read(set.name(), set.classes(), checked);
  }

  /**
   * Fetches a data set into the cache, unless it is there already.
   *
   * @param name of the data set
   * @return the folder of its files
   * @throws DataException if there is no such data set, or it cannot be obtained; the message lists
   *     what was tried
   */
  public Path fetch(String name) {
    return fetcher.fetch(known(name)).folder();
  }

  /**
   * Reads every file of a data set in the cache and checks it against its hash. Fetches nothing.
   *
   * @param name of the data set
   * @return the state of each file
   * @throws DataException if there is no such data set
   */
  public List<FileStatus> verify(String name) {
    return fetcher.cached(known(name)).verify();
  }

  /**
   * {@return whether the cache has any file of a data set, be it whole or damaged}
   *
   * @param name of the data set
   * @throws DataException if there is no such data set
   */
  public boolean present(String name) {
    return verify(name).stream().anyMatch(file -> file.state() != FileStatus.State.MISSING);
  }

  /**
   * {@return all known data sets and whether they are on this machine; a file is judged by its
   * length}
   */
  public List<Listing> list() {
    List<Listing> all = new ArrayList<>();
    for (KnownDataset set : known) {
      CachedFiles cached = fetcher.cached(set);
      all.add(
          new Listing(
              set.name(),
              set.title(),
              set.bytes(),
              cached.folder().toString(),
              cached.complete(),
              set.sources().stream().map(Source::describe).toList(),
              set.credit()));
    }
    all.add(
        new Listing(
            Samples.MNIST,
            "A sample of MNIST: 28x28 grey, 1,000 + 500",
            SAMPLE_BYTES,
            "within the library",
            true,
            List.of(),
            KnownDatasets.MNIST.credit()));
    return List.copyOf(all);
  }

  /** {@return the folder in which fetched files are kept} */
  public Path cache() {
    return cache;
  }

  private static Split read(KnownDataset set, Path folder) {
    return set.format().read(set.name(), set.classes(), new LocalFiles(folder));
  }

  private Optional<KnownDataset> find(String name) {
    return known.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  private KnownDataset known(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new DataException(
                    "'%s' is not a data set that can be fetched; choose from %s"
                        .formatted(
                            name,
                            known.stream()
                                .map(KnownDataset::name)
                                .collect(Collectors.joining(", ")))));
  }
}
