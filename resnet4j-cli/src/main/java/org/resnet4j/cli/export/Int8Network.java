package org.resnet4j.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnet4j.cli.int8.CalibrationImages;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.data.Split;
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
import org.resnet4j.int8.Int8Runtime;
import org.resnet4j.internal.files.AtomicFile;

/**
 * A trained network on its way out in 8 bits: calibrated, written, read back, and tested beside
 * itself in floats.
 *
 * @param split images to calibrate on and to test on
 */
record Int8Network(Exported exported, Int8Options how, Split split) {
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
      var images =
          CalibrationImages.batches(
              CalibrationImages.some(split.train(), how.images),
              trained.pipeline(),
              trained.input());
      var trial = new Int8Runtime();
      var choice =
          RangeChoice.of(
              trained.network(),
              trained.input(),
              engine,
              images,
              how.rule(),
              graph -> trial.open(graph, Runtime.getRuntime().availableProcessors()));
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
    var tests = CalibrationImages.some(split.test(), how.tests);
    var loader = CalibrationImages.loader(tests, trained.pipeline(), trained.input());
    try (var floats = engine.prediction(trained.network())) {
      return Int8Test.run(floats, integers, loader, trained.classes().size(), labelled);
    }
  }
}
