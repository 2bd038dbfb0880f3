package org.resnet4j.cli.serve;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Hints;
import org.resnet4j.cli.int8.Int8Subject;
import org.resnet4j.cli.int8.Int8Wishes;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.serve.setting.ModelOpening;

/** What computes a served model in 8 bits: the graph that lies beside it, or one made for it. */
record Int8Opening(Int8Wishes int8, EngineChoice engines, Answer answer) {

  /**
   * An engine for these weights.
   *
   * @throws EngineException if there is neither a graph nor images to calibrate on
   */
  Engine engine(Path weights) {
    var datasets = DataOptions.datasets(answer, false);
    var subject = Int8Subject.of(Classifier.network(weights, Hints.NONE, datasets::open));
    if (int8.isFile()) {
      return int8.engine(engines, subject, answer);
    }
    var graph = ModelOpening.graphBeside(weights);
    if (graph.isPresent()) {
      return int8.engine(engines, subject, graph.get());
    }
    if (!int8.calibrates()) {
      throw new EngineException(
          "--precision int8 needs %s, which export --int8 makes, or --calibrate"
              .formatted(ModelOpening.graphPlace(weights)));
    }
    return int8.engine(engines, subject, answer);
  }
}
