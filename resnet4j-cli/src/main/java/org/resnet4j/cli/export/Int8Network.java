package org.resnet4j.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Split;
import org.resnet4j.data.Subset;
import org.resnet4j.data.augment.CentredDigit;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.export.evaluate.GraphPredictor;
import org.resnet4j.export.int8.Quantiser;
import org.resnet4j.export.int8.Quantiser.Quantised;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.internal.files.AtomicFile;

/**
 * A trained network on its way out in 8 bits: calibrated, written, read back, and tested beside
 * itself in floats.
 *
 * @param split images to calibrate on and to test on
 */
record Int8Network(Exported exported, Int8Options how, Split split) {
  /** Numbers of a batch, so that all its activations fit into memory at once. */
  private static final long BATCH_NUMBERS = 300_000;

  /** Differently rounded pixels may fall on the other side of an 8-bit step. */
  private static final double STEPS = 0.05;

  /**
   * What was written.
   *
   * @param difference of the written graph from the one that was tested, relative
   */
  record Report(
      long bytes, Quantised quantised, RangeChoice choice, double difference, Int8Test test) {}

  Report write(Path target, Exported.OnnxWishes wishes, EngineChoice engines) throws IOException {
    return AtomicFile.produce(target, file -> unchecked(file, wishes, engines));
  }

  private Report unchecked(Path file, Exported.OnnxWishes wishes, EngineChoice engines)
      throws IOException {
    var trained = exported.trained();
    try (var engine = engines.open(trained.network().layer(), Precision.FP32)) {
      var images = batches(some(split.train(), how.images));
      var choice = RangeChoice.of(trained.network(), trained.input(), engine, images, how.rule());
      var options = exported.options(wishes);
      var quantised = quantised(options, choice);
      OnnxFile.write(file, quantised.model());
      var plain = new GraphPredictor(quantised(OnnxOptions.DEFAULTS, choice).model());
      var written = OnnxReader.read(file);
      double difference =
          WrittenGraph.difference(
              written, plain, trained.input(), options.pixels(), wishes.softmax(), STEPS);
      boolean asTested = options.pixels().isEmpty() && !wishes.softmax();
      var test = test(engine, asTested ? new GraphPredictor(written) : plain);
      return new Report(Files.size(file), quantised, choice, difference, test);
    }
  }

  private Quantised quantised(OnnxOptions options, RangeChoice choice) {
    var trained = exported.trained();
    var folded = options.withFoldedBatchNorm();
    OnnxModel floats =
        OnnxExporter.export(exported.about().title(), trained.network(), trained.input(), folded);
    return Quantiser.quantise(floats, choice.ranges());
  }

  private Int8Test test(Engine engine, GraphPredictor integers) {
    var trained = exported.trained();
    boolean labelled = split.test().classes().equals(trained.classes());
    var tests = some(split.test(), how.tests);
    try (var floats = engine.prediction(trained.network())) {
      return Int8Test.run(floats, integers, loader(tests), trained.classes().size(), labelled);
    }
  }

  /** So many examples, evenly over the whole: folders are in the order of their classes. */
  private static Dataset some(Dataset whole, int count) {
    int taken = Math.min(count, whole.size());
    var indices =
        IntStream.range(0, taken).map(i -> (int) ((long) i * whole.size() / taken)).toArray();
    return new Subset("%d of %s".formatted(taken, whole.name()), whole, indices);
  }

  private List<Batch> batches(Dataset images) {
    var batches = new ArrayList<Batch>();
    try (var loader = loader(images)) {
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        batches.add(next.get().batch().copy());
      }
    }
    return batches;
  }

  private Loader loader(Dataset images) {
    int size = Math.clamp(BATCH_NUMBERS / exported.trained().input().elements(), 2, 64);
    return Loader.once(images, pipeline(exported.trained()), LoaderOptions.evaluation(size));
  }

  /** A data set's own digits lie where they should; only people's need to be found. */
  private static Pipeline pipeline(TrainedNetwork trained) {
    return new Pipeline(
        trained.pipeline().steps().stream().filter(s -> !(s instanceof CentredDigit)).toList());
  }
}
