package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.weights.Fit;
import org.resnet4j.weights.KeyMaps;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.Taken;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * An open file of weights of any known format, told by how it begins, not by its name. Opening it
 * reads what it says of itself, which is its header alone; the arrays are read when they are asked
 * for. Not thread-safe.
 */
public final class WeightFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final Map<String, String> metadata;
  private final Arrays arrays;
  private final Arrays late;

  /** How the arrays of a format are read. */
  private interface Arrays {
    Loaded read() throws IOException;
  }

  private WeightFile(Path path, FileChannel channel, Map<String, String> metadata, Arrays arrays) {
    this(path, channel, metadata, arrays, arrays);
  }

  private WeightFile(
      Path path, FileChannel channel, Map<String, String> metadata, Arrays arrays, Arrays late) {
    this.path = path;
    this.channel = channel;
    this.metadata = metadata;
    this.arrays = arrays;
    this.late = late;
  }

  /**
   * Opens a safetensors file, a PyTorch checkpoint, an archive of NumPy, or Hugging Face's index of
   * several files.
   *
   * @param file the file, of whatever name
   * @return the open file, to be closed
   * @throws WeightsException if the file cannot be opened, is of another format or not sound
   */
  public static WeightFile open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      return of(file, channel);
    } catch (IOException e) {
      closeAfter(e, channel);
      throw WeightsException.reading(file, e);
    } catch (RuntimeException e) {
      closeAfter(e, channel);
      throw e;
    }
  }

  private static WeightFile of(Path file, FileChannel channel) throws IOException {
    return switch (FirstBytes.of(channel)) {
      case ZIP, PICKLE ->
          new WeightFile(file, channel, Map.of(), () -> PyTorchCheckpoint.read(file, channel));
      case SAFETENSORS -> {
        var header = SafetensorsHeaderParser.read(file, channel);
        Arrays arrays = () -> new Loaded(Safetensors.read(header, channel), Map.of());
        Arrays late = () -> new Loaded(Safetensors.readLate(header, file), Map.of());
        yield new WeightFile(file, channel, header.metadata(), arrays, late);
      }
      case JSON ->
          new WeightFile(
              file, channel, Map.of(), () -> ShardIndex.read(file, channel, WeightFile::loaded));
      case UNKNOWN ->
          throw new WeightsException(
              "'%s' is neither a safetensors file nor a PyTorch checkpoint nor an archive of NumPy"
                  .formatted(file));
    };
  }

  private static void closeAfter(Exception problem, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  /**
   * Opens a file, reads its arrays and closes it.
   *
   * @param file a safetensors file or a PyTorch checkpoint
   * @return the arrays as floats, under the keys that the file has
   * @throws WeightsException if the file cannot be opened, is of another format or not sound
   */
  public static Weights read(Path file) {
    try (var opened = open(file)) {
      return opened.weights();
    }
  }

  private static Loaded loaded(Path file) {
    try (var opened = open(file)) {
      return opened.load();
    }
  }

  /** {@return where the file lies, as it was opened} */
  public Path path() {
    return path;
  }

  /**
   * {@return what the file says of itself: safetensors' {@code __metadata__}; a checkpoint says
   * nothing}
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads the arrays; every call reads them again.
   *
   * @return the arrays as floats, under the keys that the file has
   * @throws WeightsException if the file is not sound
   */
  public Weights weights() {
    return load().weights();
  }

  private Loaded load() {
    return load(arrays);
  }

  private Loaded load(Arrays arrays) {
    try {
      return arrays.read();
    } catch (IOException e) {
      throw WeightsException.reading(path, e);
    }
  }

  /**
   * Reads the network whose weights these are.
   *
   * @param architecture the network
   * @return the network with these weights
   * @throws WeightsException if the file is not sound, or if a key or shape does not fit; the
   *     message names it
   */
  public Network network(Architecture architecture) {
    return network(architecture, Selection.USUAL).network();
  }

  /**
   * Reads one of the networks that the file may hold. Where the architecture has side heads and the
   * file has none, neither has the network.
   *
   * @param architecture the network
   * @param selection which of the file's networks, and what may be left over
   * @return the network with these weights, and which of the file's it is
   * @throws WeightsException if the file is not sound or has no such network, or if a key or shape
   *     does not fit; the message names it
   */
  public Read network(Architecture architecture, Selection selection) {
    return network(architecture, selection, load());
  }

  /**
   * The same for a predictor: large arrays of a safetensors file are read when they are first
   * wanted, also after this is closed. An engine that keeps weights in an order of its own takes
   * them one at a time, and they are never all in memory twice.
   *
   * @param architecture the network
   * @param selection which of the file's networks, and what may be left over
   * @return the network with these weights, and which of the file's it is
   * @throws WeightsException as {@link #network(Architecture, Selection)}
   */
  public Read networkToPredict(Architecture architecture, Selection selection) {
    return network(architecture, selection, load(late));
  }

  private Read network(Architecture architecture, Selection selection, Loaded weights) {
    var fit = fit(weights, architecture, architecture.layer(), selection);
    if (fit.isWhole()) {
      return read(architecture.layer(), fit);
    }
    var headless = KeyMaps.withoutHeads(architecture.layer());
    var bare = fit(weights, architecture, headless, selection);
    if (!bare.isWhole()) {
      throw misfit(architecture, fit);
    }
    return read(headless, bare);
  }

  private Read read(Layer layer, Fit fit) {
    var weights = fit.weights();
    weights
        .notFinite()
        .ifPresent(
            clause -> {
              throw new WeightsException("%s cannot be computed with: %s".formatted(path, clause));
            });
    return new Read(new Network(layer, weights), fit.taken());
  }

  /**
   * A network from a file.
   *
   * @param network the network with its weights
   * @param taken which of the file's networks it is
   */
  public record Read(Network network, Taken taken) {}

  /**
   * Reads a network to train further: where these weights know other classes, its classifiers are
   * fresh ones, drawn from a seed.
   *
   * @param architecture the network, with the classes that it is to learn
   * @param seed of the fresh classifiers, as {@link Network#create} takes it
   * @return the network with these weights
   * @throws WeightsException if the file is not sound, or if a key or shape before the classifiers
   *     does not fit
   */
  public Network networkToTune(Architecture architecture, long seed) {
    return networkToTune(architecture, seed, Selection.USUAL).network();
  }

  /**
   * The same of one of the networks that the file may hold. Side heads that the file lacks are
   * fresh ones too.
   *
   * @param architecture the network, with the classes that it is to learn
   * @param seed of what is fresh, as {@link Network#create} takes it
   * @param selection which of the file's networks, and what may be left over
   * @return the network with these weights, and which of the file's it is
   * @throws WeightsException if the file is not sound or has no such network, or if a key or shape
   *     before the classifiers does not fit
   */
  public Read networkToTune(Architecture architecture, long seed, Selection selection) {
    var weights = load();
    var whole = fit(weights, architecture, architecture.layer(), selection);
    if (whole.isWhole()) {
      return read(architecture.layer(), whole);
    }
    return withFreshClassifiers(weights, architecture, seed, selection);
  }

  /**
   * Reads a network to train for other classes, even if there are as many: its classifiers are
   * fresh ones, drawn from a seed.
   *
   * @param architecture the network, with the classes that it is to learn
   * @param seed of what is fresh, as {@link Network#create} takes it
   * @param selection which of the file's networks, and what may be left over
   * @return the network with these weights, and which of the file's it is
   * @throws WeightsException if the file is not sound or has no such network, or if a key or shape
   *     before the classifiers does not fit
   */
  public Read networkForOtherClasses(Architecture architecture, long seed, Selection selection) {
    return withFreshClassifiers(load(), architecture, seed, selection);
  }

  private Read withFreshClassifiers(
      Loaded file, Architecture architecture, long seed, Selection selection) {
    var fresh = Network.create(architecture, seed);
    var fit = KeyMaps.fitAllButClassifier(file.weights(), fresh, selection);
    if (!fit.isWhole()) {
      throw misfit(architecture, fit);
    }
    return read(architecture.layer(), fit);
  }

  private Fit fit(Loaded file, Architecture architecture, Layer layer, Selection selection) {
    try {
      var fit = KeyMaps.fit(file.weights(), layer, selection);
      requireReadable(file.unreadable(), fit.taken().key(), selection);
      return fit;
    } catch (WeightsException e) {
      throw new WeightsException(
          "%s and %s: %s".formatted(path, architecture.name(), e.getMessage()), e);
    }
  }

  /** An array of this network that cannot be read would be missing, or be left over silently. */
  private static void requireReadable(
      Map<String, String> unreadable, String key, Selection selection) {
    unreadable.forEach(
        (path, what) -> {
          if ((key.isEmpty() || path.startsWith(key + ".")) && !selection.ignores(path)) {
            throw new WeightsException("'%s' is %s, which is not read".formatted(path, what));
          }
        });
  }

  private WeightsException misfit(Architecture architecture, Fit fit) {
    return new WeightsException("%s and %s: %s".formatted(path, architecture.name(), fit.what()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw WeightsException.reading(path, e);
    }
  }
}
