package org.resnet4j.serve.setting;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;

/** How weights become a network that can be looked into. */
@FunctionalInterface
public interface InsightOpening {
  /** On the best engine that there is, in single precision. */
  InsightOpening USUAL =
      weights -> {
        var trained = Classifier.builder().network(weights);
        var engine = Engines.open("auto", EngineOptions.cpu(), trained.network().layer());
        return new Opened(trained, engine);
      };

  /**
   * A network to look into.
   *
   * @param trained the network; its weights stay in memory
   * @param engine one that trains, since looking takes gradients; closed with it
   */
  record Opened(TrainedNetwork trained, Engine engine) {}

  /** Opens the weights of a model. */
  Opened open(Path weights);
}
