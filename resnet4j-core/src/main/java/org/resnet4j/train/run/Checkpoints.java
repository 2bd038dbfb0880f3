package org.resnet4j.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.provenance.Build;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.Safetensors;

/**
 * The checkpoints of one run's folder: {@code last.safetensors}, {@code previous.safetensors} (the
 * one before, in case the last is damaged), {@code best.safetensors} (the weights alone, of the
 * best evaluation) and {@code model.safetensors} (the weights alone, final). Every file is complete
 * or absent, even if the process is killed.
 */
public final class Checkpoints {
  private final Path folder;

  private Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * The checkpoints of a folder.
   *
   * @param folder of the run; need not exist before {@link #write}
   * @return a view of the folder, in which nothing is read or written yet
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder);
  }

  /** {@return the file of the last checkpoint} */
  public Path last() {
    return folder.resolve("last.safetensors");
  }

  /** {@return the file of the checkpoint before the last} */
  public Path previous() {
    return folder.resolve("previous.safetensors");
  }

  /** Exists only while {@link #write} runs; newer than the last if the process was killed then. */
  private Path next() {
    return folder.resolve("next.safetensors");
  }

  /** {@return the file of the best evaluation's weights, as evaluated, with torchvision's keys} */
  public Path best() {
    return folder.resolve("best.safetensors");
  }

  /** {@return the file of the final weights, as evaluated, with torchvision's keys} */
  public Path model() {
    return folder.resolve("model.safetensors");
  }

  /** {@return whether there is a checkpoint to resume from} */
  public boolean exists() {
    return Stream.of(next(), last(), previous()).anyMatch(Files::exists);
  }

  /**
   * What computed the run so far: its last checkpoint says it, before that {@code
   * computation.json}.
   *
   * @return empty if nothing says it: the first runs did not
   * @throws TrainingException if it cannot be read
   */
  public Optional<Computation> computation() {
    return latest(event -> {})
        .map(Checkpoint::computation)
        .orElseGet(() -> RunFiles.computation(folder));
  }

  /**
   * Makes this the last checkpoint and keeps the previous one; there is a valid checkpoint at every
   * moment.
   *
   * @param checkpoint the training's state
   * @return the file, {@link #last}
   * @throws WeightsException if the checkpoint cannot be written
   * @throws TrainingException if it cannot take the last one's place
   */
  public Path write(Checkpoint checkpoint) {
    CheckpointFile.write(next(), checkpoint);
    try {
      if (Files.exists(last())) {
        Files.move(last(), previous(), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(next(), last(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainingException("cannot write %s: %s".formatted(last(), Reason.of(e)), e);
    }
    return last();
  }

  /**
   * The last intact checkpoint; a damaged one is named in a warning and the previous one is used.
   *
   * @param warnings receives a {@link TrainingEvent.Warning} where a checkpoint is damaged
   * @return empty if there is none at all
   * @throws TrainingException if there are some but all are damaged
   */
  public Optional<Checkpoint> latest(Consumer<TrainingEvent> warnings) {
    var damage = new StringBuilder();
    for (var file : List.of(next(), last(), previous())) {
      if (!Files.exists(file)) {
        continue;
      }
      try {
        var checkpoint = CheckpointFile.read(file);
        if (!damage.isEmpty()) {
          warnings.accept(new TrainingEvent.Warning(damage + "; resuming from " + file));
        }
        return Optional.of(checkpoint);
      } catch (WeightsException | TrainingException e) {
        damage.append(damage.isEmpty() ? "" : "; ");
        damage.append("the checkpoint %s is damaged: %s".formatted(file, e.getMessage()));
      }
    }
    if (!damage.isEmpty()) {
      throw new TrainingException(damage.toString());
    }
    return Optional.empty();
  }

  /**
   * Writes {@link #best}, with recipe, iteration and accuracy in its metadata.
   *
   * @param weights as evaluated
   * @param recipe of the training
   * @param reading how test images are read, if that is known
   * @param point the evaluation
   * @throws WeightsException if the file cannot be written
   */
  public void writeBest(
      Weights weights, Recipe recipe, Optional<Preprocessing> reading, CurvePoint point) {
    var about = describe(recipe, reading, point.iteration(), point.top1());
    Safetensors.write(best(), weights, about);
  }

  /**
   * Writes {@link #model}, with recipe, iteration and accuracy in its metadata.
   *
   * @param weights as evaluated
   * @param recipe of the training
   * @param reading how test images are read, if that is known
   * @param result of the training
   * @throws WeightsException if the file cannot be written
   */
  public void writeModel(
      Weights weights, Recipe recipe, Optional<Preprocessing> reading, TrainingResult result) {
    var about = describe(recipe, reading, result.iterations(), result.test().accuracy());
    Safetensors.write(model(), weights, about);
  }

  /** Hugging Face's readers need the {@code format}. */
  private static Map<String, String> describe(
      Recipe recipe, Optional<Preprocessing> reading, long iteration, double accuracy) {
    var about = new TreeMap<String, String>();
    about.put("format", "pt");
    about.put("resnet4j.version", Build.here().version());
    about.put("resnet4j.recipe", TrainingJson.line(recipe));
    about.put("resnet4j.iteration", Long.toString(iteration));
    about.put("resnet4j.accuracy", Double.toString(accuracy));
    reading.ifPresent(how -> about.putAll(how.metadata()));
    return about;
  }
}
