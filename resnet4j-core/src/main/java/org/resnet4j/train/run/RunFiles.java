package org.resnet4j.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnet4j.engine.Engine;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.provenance.Build;
import org.resnet4j.provenance.Machine;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.json.EventJson;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;

/**
 * The files that a training writes into its folder in addition to checkpoints: {@code recipe.json},
 * {@code computation.json}, {@code curve.csv}, {@code result.json}, and {@code model.safetensors},
 * the final weights with torchvision's keys.
 */
public final class RunFiles {
  /** The recipe's file. */
  public static final String RECIPE = "recipe.json";

  /** The file that says what computes the run. */
  public static final String COMPUTATION = "computation.json";

  /** The learning curve's file. */
  public static final String CURVE = "curve.csv";

  /** The result's file. */
  public static final String RESULT = "result.json";

  private static final String CURVE_HEAD =
      "epoch,iteration,seconds,learning_rate,train_loss,train_top1,loss,top1,top5\n";

  private RunFiles() {}

  /**
   * Writes {@code recipe.json}.
   *
   * @param folder of the run
   * @param recipe of the training
   * @throws TrainingException if it cannot be written
   */
  public static void writeRecipe(Path folder, Recipe recipe) {
    write(folder.resolve(RECIPE), RecipeJson.write(recipe) + "\n");
  }

  /**
   * Writes {@code computation.json}, so that a run goes on with the same engine also where it was
   * killed before its first checkpoint.
   *
   * @param folder of the run
   * @param computation what computes it from now on
   * @throws TrainingException if it cannot be written
   */
  public static void writeComputation(Path folder, Computation computation) {
    write(folder.resolve(COMPUTATION), TrainingJson.lines(computation) + "\n");
  }

  /**
   * What computed a run that has no checkpoint yet.
   *
   * @param folder of the run
   * @return empty if there is no {@code computation.json}: the first runs did not write it
   * @throws TrainingException if it cannot be read
   */
  public static Optional<Computation> computation(Path folder) {
    var file = folder.resolve(COMPUTATION);
    try {
      return Optional.of(
          TrainingJson.read(
              Files.readString(file), Computation.class, "%s is damaged".formatted(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TrainingException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /**
   * Writes {@code curve.csv}, one line for every evaluation; fractions, not percent.
   *
   * @param folder of the run
   * @param history the evaluations so far
   * @throws TrainingException if it cannot be written
   */
  public static void writeCurve(Path folder, List<CurvePoint> history) {
    write(
        folder.resolve(CURVE),
        history.stream().map(RunFiles::line).collect(Collectors.joining("", CURVE_HEAD, "")));
  }

  private static String line(CurvePoint p) {
    return String.format(
        Locale.ROOT,
        "%.4f,%d,%.3f,%.6g,%.6f,%.6f,%.6f,%.6f,%.6f\n",
        p.epoch(),
        p.iteration(),
        p.seconds(),
        p.learningRate(),
        p.trainLoss(),
        p.trainTop1(),
        p.loss(),
        p.top1(),
        p.top5());
  }

  /**
   * Writes {@code result.json}: the accuracy, the time, and everything that is needed to reproduce
   * it.
   *
   * @param folder of the run
   * @param recipe of the training
   * @param engine that computed it
   * @param parameters how many trained numbers the network has
   * @param result of the training
   * @param unreadable how many images were left out because they cannot be read
   * @param processes how many trained together
   * @throws TrainingException if it cannot be written
   */
  public static void writeResult(
      Path folder,
      Recipe recipe,
      Engine engine,
      long parameters,
      TrainingResult result,
      int unreadable,
      int processes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("testAccuracy", result.test().accuracy());
    json.put("testTop5", result.test().top5());
    json.put("testLoss", result.test().meanLoss());
    json.put("testCorrect", result.test().correct());
    json.put("testImages", result.test().total());
    json.put("unreadable", unreadable);
    json.put("bestAccuracy", result.bestAccuracy());
    EventJson.contest(json, result.contest());
    json.put("trainSeconds", result.trainSeconds());
    json.put("imagesPerSecond", result.imagesPerSecond());
    json.put("dataWait", result.dataWait());
    json.put("iterations", result.iterations());
    json.put("end", result.end().name().toLowerCase(Locale.ROOT));
    json.put("seed", recipe.seed());
    json.put("parameters", parameters);
    json.put("engine", engine.description());
    json.put("precision", engine.precision());
    if (processes > 1) {
      json.put("processes", processes);
    }
    json.put("machine", Machine.here());
    json.put("version", Build.here().version());
    Build.here().commit().ifPresent(commit -> json.put("commit", commit));
    json.put("recipe", recipe);
    write(folder.resolve(RESULT), TrainingJson.lines(json) + "\n");
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new TrainingException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
