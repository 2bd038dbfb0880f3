package org.resnet4j.cli.int8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Split;
import org.resnet4j.data.Subset;
import org.resnet4j.data.augment.CentredDigit;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.image.ImageFolder;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.model.Shape;

/** Images that show what values a network has. */
public final class CalibrationImages {
  /** Numbers of a batch, so that all its activations fit into memory at once. */
  private static final long BATCH_NUMBERS = 300_000;

  private CalibrationImages() {}

  /** Images to calibrate on, and others to test on where there are others. */
  public static Split open(String name, Answer answer) {
    try {
      return DataOptions.datasets(answer, false).open(name);
    } catch (DataException e) {
      return pictures(Path.of(name)).orElseThrow(() -> e);
    }
  }

  /** A folder of class folders, which is all there is to calibrate and to test on. */
  private static Optional<Split> pictures(Path folder) {
    if (!Files.isDirectory(folder) || Files.isDirectory(folder.resolve("train"))) {
      return Optional.empty();
    }
    try {
      var pictures = new ImageFolder(folder);
      return Optional.of(new Split(pictures, pictures));
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  /** So many examples, evenly over the whole: folders are in the order of their classes. */
  public static Dataset some(Dataset whole, int count) {
    int taken = Math.min(count, whole.size());
    var indices =
        IntStream.range(0, taken).map(i -> (int) ((long) i * whole.size() / taken)).toArray();
    return new Subset("%d of %s".formatted(taken, whole.name()), whole, indices);
  }

  /** All of these, as the network takes them. */
  public static List<Batch> batches(Dataset images, Pipeline pipeline, Shape input) {
    var batches = new ArrayList<Batch>();
    try (var loader = loader(images, pipeline, input)) {
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        batches.add(next.get().batch().copy());
      }
    }
    return batches;
  }

  /**
   * Reads them in batches that are not too large.
   *
   * @param input (C, H, W)
   */
  public static Loader loader(Dataset images, Pipeline pipeline, Shape input) {
    int size = Math.clamp(BATCH_NUMBERS / input.elements(), 2, 64);
    return Loader.once(images, ownDigits(pipeline), LoaderOptions.evaluation(size));
  }

  /** A data set's own digits lie where they should; only people's need to be found. */
  private static Pipeline ownDigits(Pipeline pipeline) {
    return new Pipeline(
        pipeline.steps().stream().filter(s -> !(s instanceof CentredDigit)).toList());
  }
}
