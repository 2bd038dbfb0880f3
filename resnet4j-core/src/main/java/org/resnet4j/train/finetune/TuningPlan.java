package org.resnet4j.train.finetune;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.recipe.Recipe;

/**
 * What a fine-tuning is asked to do.
 *
 * @param images the folder of pictures; of a resumed run, the one that its recipe names
 * @param weights to start from; fresh ones if absent
 * @param model the network's name, if it is not to be the weights' or the usual one
 * @param run the run's folder
 * @param resumed whether the run is there already
 * @param changes of the recipe
 * @param engine the engine's name, or {@code auto}
 * @param options for the engine
 * @param listeners receivers of events
 */
record TuningPlan(
    Optional<String> images,
    Optional<Path> weights,
    Optional<String> model,
    Path run,
    boolean resumed,
    UnaryOperator<Recipe> changes,
    String engine,
    EngineOptions options,
    List<Consumer<TrainingEvent>> listeners) {
  TuningPlan {
    listeners = List.copyOf(listeners);
  }
}
