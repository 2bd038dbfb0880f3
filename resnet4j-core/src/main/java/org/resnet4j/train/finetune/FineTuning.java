package org.resnet4j.train.finetune;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.resnet4j.data.DataException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.zoo.Zoo;

/**
 * From a folder of pictures, and weights to start from, to a run whose network knows their classes:
 *
 * <pre>{@code
 * var job =
 *     FineTuning.of(Path.of("pets"))
 *         .from(Path.of("resnet18.safetensors"))
 *         .into(Path.of("runs/pets"))
 *         .listener(event -> log(event))
 *         .start(executor);
 * var result = job.get();                                // or job.cancel(true), and later
 * FineTuning.resume(Path.of("runs/pets")).start(executor);
 * }</pre>
 *
 * <p>Without further words the recipe is the one for folders, {@link
 * org.resnet4j.train.recipe.FolderPlan}, fitted to the pictures. The run's folder is what every
 * training leaves: weights that describe themselves, checkpoints, logs.
 *
 * <p>A builder, for one thread; the job is safe for several.
 */
public final class FineTuning {
  private final Optional<String> images;
  private final boolean resumed;
  private final List<Consumer<TrainingEvent>> listeners = new ArrayList<>();
  private Optional<Path> run;
  private Optional<Path> weights = Optional.empty();
  private Optional<String> model = Optional.empty();
  private UnaryOperator<Recipe> changes = UnaryOperator.identity();
  private String engine = "auto";
  private EngineOptions options = EngineOptions.cpu();

  private FineTuning(Optional<String> images, Optional<Path> run, boolean resumed) {
    this.images = images;
    this.run = run;
    this.resumed = resumed;
  }

  /**
   * Learns from the pictures of a folder: {@code train/<class>} and {@code val/<class>}, or {@code
   * <class>} alone, of which a fifth is kept for testing.
   *
   * @param images the folder
   * @return a fine-tuning that is still to be told where its run goes
   * @throws DataException if there is no such folder
   */
  public static FineTuning of(Path images) {
    if (!Files.isDirectory(images)) {
      throw new DataException("there is no folder of images '%s'".formatted(images));
    }
    return new FineTuning(Optional.of(images.toString()), Optional.empty(), false);
  }

  /**
   * Goes on with a run that was cancelled, killed or interrupted, to the same weights as without
   * the break.
   *
   * @param run the run's folder
   * @return a fine-tuning with the run's own recipe
   * @throws TrainingException if there is no run in it
   */
  public static FineTuning resume(Path run) {
    if (!Files.exists(run.resolve(RunFiles.RECIPE))) {
      throw new TrainingException(
          "%s has no run to resume: there is no %s".formatted(run, run.resolve(RunFiles.RECIPE)));
    }
    return new FineTuning(Optional.empty(), Optional.of(run), true);
  }

  /**
   * Starts from these weights; without them, from fresh ones.
   *
   * @param weights a file of weights, of this library or another
   * @return this
   * @throws WeightsException if there is no such file
   * @throws IllegalStateException if a run is resumed, which has its weights
   */
  public FineTuning from(Path weights) {
    if (!Files.isRegularFile(weights)) {
      throw new WeightsException("there is no file of weights '%s'".formatted(weights));
    }
    requireNew("the weights to start from");
    this.weights = Optional.of(weights);
    return this;
  }

  /**
   * Names the network; needed only with weights that do not say theirs.
   *
   * @param name as the zoo knows it: {@code resnet18}
   * @return this
   * @throws IllegalArgumentException if the zoo has none such
   * @throws IllegalStateException if a run is resumed, which has its network
   */
  public FineTuning model(String name) {
    var unused = Zoo.of(name);
    requireNew("the network");
    model = Optional.of(name);
    return this;
  }

  /**
   * Says where the run's files go.
   *
   * @param run a folder that holds no run yet; created if it does not exist
   * @return this
   * @throws TrainingException if it holds a run
   * @throws IllegalStateException if a run is resumed, which has its folder
   */
  public FineTuning into(Path run) {
    requireNew("the run's folder");
    if (Checkpoints.in(run).exists()) {
      throw new TrainingException(
          "%s already has a run; resume it, or name another folder".formatted(run));
    }
    this.run = Optional.of(run);
    return this;
  }

  /**
   * Changes the recipe after it is fitted to the pictures: {@code recipe(r ->
   * r.length(epochs(5)))}. Of a resumed run only the length and the data's folder may change.
   *
   * @param changes sets fields of a draft that begins as the fitted recipe
   * @return this
   */
  public FineTuning recipe(Consumer<Recipe.Draft> changes) {
    var before = this.changes;
    this.changes = recipe -> before.apply(recipe).with(changes);
    return this;
  }

  /**
   * Computes on another engine than the best one.
   *
   * @param name an engine's name, or {@code auto}
   * @param options device, precision and threads
   * @return this
   */
  public FineTuning engine(String name, EngineOptions options) {
    engine = name;
    this.options = options;
    return this;
  }

  /**
   * Adds a receiver of events, called on the training's thread.
   *
   * @param listener an exception that it throws ends the training
   * @return this
   */
  public FineTuning listener(Consumer<TrainingEvent> listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Checks all that can be checked before, on the caller's thread, then trains on the executor's.
   *
   * @param executor runs the job, one task that takes as long as the training
   * @return the job, a {@link java.util.concurrent.Future}
   * @throws TrainingException if the run's folder was not named, or the run cannot be resumed
   * @throws DataException if the pictures cannot be read
   * @throws WeightsException if the weights cannot be started from
   * @throws IllegalArgumentException if the recipe or the network is not possible
   */
  public TuningJob start(Executor executor) {
    var folder =
        run.orElseThrow(
            () -> new TrainingException("the run has no folder yet; name it by into(...)"));
    var plan =
        new TuningPlan(
            images, weights, model, folder, resumed, changes, engine, options, listeners);
    var job = new TuningJob(PreparedTuning.of(plan));
    executor.execute(job);
    return job;
  }

  private void requireNew(String what) {
    if (resumed) {
      throw new IllegalStateException(
          "%s cannot be named: the run that is resumed has it".formatted(what));
    }
  }
}
