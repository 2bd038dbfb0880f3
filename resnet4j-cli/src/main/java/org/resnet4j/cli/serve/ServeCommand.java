package org.resnet4j.cli.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.ClassifierMeters;
import org.resnet4j.cli.int8.Int8Wishes;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.cli.terminal.Speaking;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.serve.ModelServer;
import org.resnet4j.serve.setting.InsightOpening;
import org.resnet4j.serve.setting.InsightOpening.Opened;
import org.resnet4j.serve.setting.ModelOpening;
import org.resnet4j.serve.setting.ServerLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves models over HTTP until the process is asked to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serve models over HTTP (Open Inference Protocol v2), with a page to try them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j serve                                  # what ships: digits, CIFAR-10",
      "  resnet4j serve pets=runs/pets imagenet:resnet50",
      "  resnet4j serve --models models/ --host 0.0.0.0 --keys keys.txt",
      "  resnet4j serve cifar10 --precision int8 --calibrate cifar10",
      "  curl --data-binary @seven.png localhost:8080/predict",
      "",
      "In 8 bits a model is computed from the graph beside it, pets.int8.onnx for",
      "pets.safetensors, int8.onnx in a folder; or else it is calibrated when loaded.",
      "",
      "The models of a folder, FOLDER/NAME or FOLDER/NAME/VERSION, are loaded again",
      "when they change. Keys stand one a line in a file, or in RESNET4J_KEYS."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final String KEYS = "RESNET4J_KEYS";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final String PASSWORD = "RESNET4J_TLS_PASSWORD";
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.resnet4j.classify"));

  @Parameters(
      paramLabel = "[NAME=]WEIGHTS",
      arity = "0..*",
      description = "Models: files, runs, imagenet:resnet50, mnist, cifar10.")
  List<String> models = List.of();

  @Option(names = "--models", paramLabel = "FOLDER", description = "A folder of models.")
  @Nullable Path folder;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen; 0.0.0.0: everywhere (default: ${DEFAULT-VALUE}).")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0: any free one (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 65_535)
  int port = 8080;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "Keys, one a line: a request must show one of them.")
  @Nullable Path keys;

  @Option(
      names = "--tls",
      paramLabel = "FILE",
      description = "TLS with this PKCS#12 file; its password is in RESNET4J_TLS_PASSWORD.")
  @Nullable Path keyStore;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description =
          "Pictures of a model in work or waiting; more are refused (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 100_000)
  int queue = ServerLimits.USUAL.queue();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Pictures computed together at most (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1024)
  int batchSize = 8;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "How long a picture may wait for its answer (default: 10s).")
  Duration deadline = ServerLimits.USUAL.deadline();

  @Option(
      names = "--stop-time",
      paramLabel = "TIME",
      description = "What is in work may take so long when the process is ended (default: 25s).")
  Duration stop = ServerLimits.USUAL.stop();

  @Option(
      names = "--explain",
      negatable = true,
      description =
          "Explain answers: where a class is seen, what is said without a block. It opens the"
              + " weights a second time (default: where only this machine reaches the server).")
  @Nullable Boolean explain;

  @Option(names = "--no-access-log", description = "Write no line per request.")
  boolean quiet;

  @Mixin Int8Wishes int8;
  @Mixin EngineChoice engines;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    var server = builder().start();
    try (var interruption = new Interruption();
        server) {
      told(server);
      while (!interruption.asked()) {
        Thread.sleep(50);
      }
    }
    return 0;
  }

  private void told(ModelServer server) {
    var err = command.commandLine().getErr();
    var language = Speaking.of(command);
    server.troubles().forEach(trouble -> err.println(language.say("not served: " + trouble)));
    err.println(
        language.say(
            "serving %s at %s://%s:%d"
                .formatted(
                    String.join(", ", server.models()),
                    keyStore == null ? "http" : "https",
                    host.equals("127.0.0.1") ? "localhost" : host,
                    server.port())));
    err.flush();
  }

  private ModelServer.Builder builder() throws IOException {
    var builder = ModelServer.builder().host(host).port(port).keys(allKeys()).opening(opening());
    builder.limits(
        ServerLimits.USUAL
            .withQueue(queue)
            .withDeadline(positive(deadline))
            .withStop(positive(stop)));
    weights().forEach(model -> builder.model(model.name(), model.weights()));
    if (folder != null) {
      builder.folder(folder);
    }
    if (keyStore != null) {
      builder.tls(keyStore, System.getenv().getOrDefault(PASSWORD, ""));
    }
    if (explain == null ? LOOPBACK.contains(host) : explain) {
      builder.explaining(insight());
    }
    if (!quiet) {
      builder.accessLog(this::line);
    }
    return builder;
  }

  private Duration positive(Duration time) {
    if (!time.isPositive()) {
      throw new ParameterException(
          command.commandLine(), "a time must be positive, got " + time.toSeconds() + "s");
    }
    return time;
  }

  private List<ServedWeights> weights() {
    if (models.isEmpty() && folder == null) {
      return ServedWeights.bundled();
    }
    var answer = Answer.notes(command);
    return models.stream().map(word -> ServedWeights.of(word, answer, command)).toList();
  }

  private List<String> allKeys() throws IOException {
    var all = new ArrayList<String>();
    if (keys != null) {
      all.addAll(Files.readAllLines(keys).stream().map(String::strip).toList());
    }
    Stream.of(System.getenv().getOrDefault(KEYS, "").split("[,\\s]+")).forEach(all::add);
    all.removeIf(String::isEmpty);
    if (keys != null && all.isEmpty()) {
      throw new IOException("there is no key in " + keys);
    }
    return all;
  }

  private ModelOpening opening() {
    if (int8.wanted(engines)) {
      if (int8.isFile() && (models.size() != 1 || folder != null)) {
        throw new ParameterException(
            command.commandLine(), "--int8 FILE is the graph of one model; name that one alone");
      }
      var opening = new Int8Opening(int8, engines, Answer.notes(command));
      return (weights, meters) -> builder(meters).engine(opening.engine(weights)).open(weights);
    }
    var options = engines.options(Precision.FP32);
    return (weights, meters) ->
        builder(meters).engine(engines.engine()).engineOptions(options).open(weights);
  }

  private Classifier.Builder builder(ClassifierMeters meters) {
    return Classifier.builder().batch(batchSize).queue(queue).meters(meters);
  }

  /** In floats, whatever the answers are computed in. */
  private InsightOpening insight() {
    boolean bytes = int8.wanted(engines);
    var engine = bytes ? "auto" : engines.engine();
    var options = bytes ? engines.inFloats() : engines.options(Precision.FP32);
    return weights -> {
      var trained = Classifier.builder().network(weights);
      var layer = trained.network().layer();
      return new Opened(trained, Engines.open(engine, options, layer));
    };
  }

  private synchronized void line(Map<String, Object> fields) {
    PrintWriter out = command.commandLine().getOut();
    out.println(Json.line(fields));
    out.flush();
  }
}
