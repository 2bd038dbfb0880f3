package org.resnet4j.cli.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.int8.Int8Subject;
import org.resnet4j.cli.int8.Int8Wishes;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.PictureOptions;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.TrainedNetworkOptions;
import org.resnet4j.data.DataException;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies images. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Classify images, with probabilities; without --weights, digits.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j predict digit.png",
      "  resnet4j predict cat.jpg --weights cifar10",
      "  resnet4j predict *.jpg --model resnet20 --weights resnet20.th --data cifar10",
      "  resnet4j predict cat.jpg --model resnet50 --weights imagenet",
      "  resnet4j predict photographs/ --weights runs/pets --format csv > seen.csv",
      "  resnet4j predict c.jpg --weights cifar10 --precision int8 --calibrate cifar10",
      "  resnet4j predict cat.jpg --weights cifar10 --int8 int8.onnx",
      "  resnet4j predict digit.png --json | jq '.images[0].predictions[0]'",
      "",
      "An image that cannot be read is named, the others go on; exit code 1 says so.",
      "A digit may be of any size, dark on light or light on dark."
    })
public final class PredictCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "IMAGE",
      arity = "1..*",
      description = "Image files (JPEG, PNG, WebP, TIFF, …), or folders of them.")
  List<Path> images;

  @Mixin TrainedNetworkOptions networks;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Number of classes to print (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1000)
  int top = 3;

  @Option(
      names = "--format",
      paramLabel = "text|csv|jsonl",
      description = "One line an image as text, CSV or JSON (default: ${DEFAULT-VALUE}).")
  PredictFormat format = PredictFormat.TEXT;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images per pass (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1024)
  int batchSize = 8;

  @Mixin PictureOptions pictures;

  @Mixin Int8Wishes int8;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() {
    if (answer.json() && format != PredictFormat.TEXT) {
      throw new ParameterException(
          command.commandLine(), "--json and --format %s contradict each other".formatted(format));
    }
    var files = PictureFiles.of(images, answer::note);
    try (var ready = ready(files.size())) {
      int cores = Runtime.getRuntime().availableProcessors();
      int round = Math.ceilDiv(Math.max(cores, 32), batchSize) * batchSize;
      var all = new ManyPictures(ready.classifier, pictures, top, round);
      return answer.json() ? object(ready.engine, all, files) : lines(all, files);
    }
  }

  /** What computes. The network as its file has it is nobody's by then. */
  private record Ready(Engine engine, Classifier classifier) implements AutoCloseable {
    @Override
    public void close() {
      classifier.close();
      engine.close();
    }
  }

  private Ready ready(int files) {
    var trained = networks.open(answer);
    var engine = engine(trained);
    try {
      return new Ready(engine, Classifier.of(trained, engine, Math.min(batchSize, files)));
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private Engine engine(TrainedNetwork trained) {
    return int8.wanted(engines)
        ? int8.engine(engines, Int8Subject.of(trained), answer)
        : engines.open(trained.network().layer(), Precision.FP32);
  }

  private int object(Engine engine, ManyPictures all, List<Path> files) {
    var list = new ArrayList<Map<String, Object>>();
    var told = new Told(files.size());
    all.show(
        files,
        seen -> {
          list.add(seen.fields());
          told.count(seen);
        });
    told.end();
    answer.give(Map.of("images", list, "engine", engine.description()), out -> {});
    return told.code();
  }

  private int lines(ManyPictures all, List<Path> files) {
    var out = command.commandLine().getOut();
    var told = new Told(files.size());
    if (!format.head(top).isEmpty()) {
      out.println(format.head(top));
    }
    all.show(
        files,
        seen -> {
          told.count(seen);
          if (seen.error().isEmpty() || format.tellsErrors()) {
            out.println(format.line(seen, top));
          }
        });
    out.flush();
    told.end();
    return told.code();
  }

  /** What is told of the work while it goes on and at its end, on standard error. */
  private final class Told {
    private static final long EVERY_NANOS = 2_000_000_000L;
    private final int all;
    private final long began = System.nanoTime();
    private long last = began;
    private int done;
    private int unreadable;
    private int told;

    Told(int all) {
      this.all = all;
    }

    void count(SeenFile seen) {
      if (all == 1 && seen.error().isPresent()) {
        throw new DataException(seen.error().get());
      }
      done++;
      seen.error().ifPresent(this::unreadable);
      if (System.nanoTime() - last > EVERY_NANOS) {
        last = System.nanoTime();
        progress();
      }
    }

    private void unreadable(String why) {
      unreadable++;
      answer.note("left out: ", why);
    }

    private void progress() {
      told = done;
      double seconds = (System.nanoTime() - began) / 1e9;
      answer.note(
          String.format(
              Locale.ROOT, "%,d of %,d images, %.1f images/s", done, all, done / seconds));
    }

    void end() {
      if (last > began && told < done) {
        progress();
      }
      if (unreadable > 0) {
        answer.note(
            String.format(Locale.ROOT, "%,d of %,d images cannot be read", unreadable, all));
      }
    }

    int code() {
      return unreadable > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
  }
}
