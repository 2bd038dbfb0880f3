package org.resnet4j.serve.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.resnet4j.provenance.Build;
import org.resnet4j.serve.insight.Insights;
import org.resnet4j.serve.model.ModelRepository;
import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.InferenceReply;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Reply;
import org.resnet4j.serve.protocol.RequestReader;
import org.resnet4j.serve.setting.ServerLimits;

/** Which address means what. */
final class Routes {
  private static final List<String> EXTENSIONS =
      List.of(
          "binary_tensor_data",
          "classification",
          "model_configuration",
          "model_repository",
          "statistics");
  private final ModelRepository repository;
  private final ServerMetrics metrics;
  private final BodyReader bodies;
  private final BooleanSupplier stopping;
  private final Models models;
  private final Inference inference;
  private final PredictRoute predict;
  private final ExplainRoute explain;

  Routes(
      ModelRepository repository,
      Optional<Insights> insights,
      ServerMetrics metrics,
      ServerLimits limits,
      BooleanSupplier stopping) {
    this.repository = repository;
    this.metrics = metrics;
    this.stopping = stopping;
    bodies = new BodyReader(limits);
    models = new Models(repository, limits);
    inference = new Inference(limits);
    predict = new PredictRoute(inference, bodies);
    explain = new ExplainRoute(inference, bodies, insights);
  }

  /** Whether an address is open to those without a key: the page and the probes. */
  static boolean open(Asked asked) {
    var path = String.join("/", asked.path());
    return path.startsWith("v2/health/") || Pages.has(path);
  }

  /** Whether a request changes what is served. */
  static boolean changes(Asked asked) {
    return asked.path().size() == 5
        && asked.path().get(1).equals("repository")
        && asked.path().get(2).equals("models");
  }

  /** The name of the model that a request is about, for counts: one that there is, or {@code -}. */
  String model(Asked asked) {
    var path = asked.path();
    var name =
        path.size() > 2 && path.get(1).equals("models")
            ? path.get(2)
            : asksOfPicture(path) ? named(asked).orElse("-") : "-";
    return repository.knows(name) ? name : "-";
  }

  private static boolean asksOfPicture(List<String> path) {
    return path.getFirst().equals("predict") || path.getFirst().equals("explain");
  }

  /**
   * What is to be done for a request, which may wait; what can be refused without waiting, its body
   * unread, is refused at once.
   */
  Supplier<Reply> work(Asked asked) {
    var path = asked.path();
    return switch (path.getFirst()) {
      case "v2" -> v2(asked, path.subList(1, path.size()));
      case "predict" -> {
        asked.onlyQueries(path.size() == 1 ? PredictRoute.QUERIES_AND_MODEL : PredictRoute.QUERIES);
        yield picture(asked, loan -> predict.answer(asked, loan));
      }
      case "explain" -> {
        asked.onlyQueries(path.size() == 1 ? ExplainRoute.QUERIES_AND_MODEL : ExplainRoute.QUERIES);
        explain.requireOpen();
        yield picture(asked, loan -> explain.answer(asked, loan));
      }
      case "metrics" -> {
        require(asked, "GET", "HEAD");
        yield () -> metrics.scrape(asked.header("Accept").orElse(""));
      }
      default -> {
        var page = String.join("/", path);
        if (!Pages.has(page)) {
          throw nowhere();
        }
        require(asked, "GET", "HEAD");
        yield () -> Pages.of(page);
      }
    };
  }

  /** Asks a model about a picture that is the whole body. */
  private Supplier<Reply> picture(Asked asked, Function<Loan, Reply> answer) {
    require(asked, "POST", "PUT");
    if (asked.path().size() > 2) {
      throw nowhere();
    }
    if (asked.header("Content-Type").orElse("").startsWith("multipart/")) {
      throw new Refusal(
          415, "the body is the picture itself: curl --data-binary @picture.png, not a form");
    }
    var name = named(asked).orElseThrow(() -> unnamed(asked));
    return asking(asked, name, Optional.empty(), answer);
  }

  /** The model that {@code /predict} means: the address's, the query's, or the only one. */
  private Optional<String> named(Asked asked) {
    return asked.path().size() > 1
        ? Optional.of(asked.path().get(1))
        : asked.query("model").or(this::only);
  }

  private Optional<String> only() {
    return Optional.of(repository.names()).filter(names -> names.size() == 1).map(List::getFirst);
  }

  private Refusal unnamed(Asked asked) {
    var names = repository.names();
    return names.isEmpty()
        ? nothing()
        : Refusal.wrong(
            "the address does not say which model: /%s/NAME; there are %s"
                .formatted(asked.path().getFirst(), String.join(", ", names)));
  }

  private static Refusal nowhere() {
    return new Refusal(404, "there is nothing at this address; /openapi.json says what there is");
  }

  private static Refusal nothing() {
    return new Refusal(503, "no model is ready");
  }

  private static void require(Asked asked, String... methods) {
    if (!List.of(methods).contains(asked.method())) {
      throw new Refusal(405, "this address takes %s".formatted(String.join(" and ", methods)));
    }
  }

  private Supplier<Reply> v2(Asked asked, List<String> path) {
    if (!(path.size() == 2 && path.getFirst().equals("repository"))
        && !path.equals(List.of("repository", "index"))
        && (path.isEmpty() || !List.of("infer", "load", "unload").contains(path.getLast()))) {
      require(asked, "GET", "HEAD");
    } else {
      require(asked, "POST");
    }
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "" -> this::server;
      case "health" -> () -> health(path);
      case "models" -> path.size() == 1 ? this::list : model(asked, path.subList(1, path.size()));
      case "repository" -> () -> repository(path);
      default -> throw nowhere();
    };
  }

  private Reply server() {
    var extensions = new ArrayList<>(EXTENSIONS);
    if (explain.open()) {
      extensions.add("explanation");
    }
    return Reply.json(
        Map.of("name", "resnet4j", "version", Build.here().version(), "extensions", extensions));
  }

  private Reply list() {
    return Reply.json(Map.of("models", repository.names()));
  }

  private Reply health(List<String> path) {
    return switch (path.size() == 2 ? path.get(1) : "") {
      case "live" -> Reply.json(Map.of("live", true));
      case "ready" -> {
        boolean ready = !stopping.getAsBoolean() && !repository.names().isEmpty();
        yield Reply.json(ready ? 200 : 503, Map.of("ready", ready));
      }
      default -> throw nowhere();
    };
  }

  private Reply repository(List<String> path) {
    if (path.equals(List.of("repository", "index"))) {
      return models.index();
    }
    if (path.size() != 4 || !path.get(1).equals("models")) {
      throw nowhere();
    }
    var name = path.get(2);
    if (!repository.knows(name)) {
      throw unknown(name);
    }
    return switch (path.get(3)) {
      case "load" -> {
        repository
            .load(name)
            .ifPresent(
                why -> {
                  throw Refusal.wrong("%s cannot be loaded: %s".formatted(name, why));
                });
        yield Reply.json(Map.of("name", name, "load", true));
      }
      case "unload" -> {
        repository.unload(name);
        yield Reply.json(Map.of("name", name, "unload", true));
      }
      default -> throw nowhere();
    };
  }

  private static Refusal unknown(String name) {
    return new Refusal(404, "there is no model '%s'".formatted(name.length() > 100 ? "…" : name));
  }

  /** Of {@code M}, {@code M/what}, {@code M/versions/V}, {@code M/versions/V/what}. */
  private Supplier<Reply> model(Asked asked, List<String> path) {
    var name = path.getFirst();
    if (name.equals("stats") && path.size() == 1) {
      return () -> models.statistics(repository.ready());
    }
    if (!repository.knows(name)) {
      throw unknown(name);
    }
    boolean versioned = path.size() > 2 && path.get(1).equals("versions");
    var version = versioned ? Optional.of(path.get(2)) : Optional.<String>empty();
    var rest = path.subList(versioned ? 3 : 1, path.size());
    if (rest.size() > 1) {
      throw nowhere();
    }
    return switch (rest.isEmpty() ? "" : rest.getFirst()) {
      case "" -> () -> with(name, version, models::metadata);
      case "ready" -> () -> models.ready(name, version);
      case "config" -> () -> with(name, version, models::configuration);
      case "stats" -> () -> with(name, version, model -> models.statistics(List.of(model)));
      case "infer" -> asking(asked, name, version, loan -> infer(asked, loan));
      default -> throw nowhere();
    };
  }

  /** Says something of a model. */
  private Reply with(String name, Optional<String> version, Function<ServedModel, Reply> answer) {
    try (var loan = borrow(name, version)) {
      return answer.apply(loan.model());
    }
  }

  /** Borrows a model, with a place in its queue if the request is all there. */
  private Supplier<Reply> asking(
      Asked asked, String name, Optional<String> version, Function<Loan, Reply> answer) {
    var loan = borrow(name, version);
    try {
      if (asked.whole()) {
        loan.enter(1);
      } else {
        loan.requireRoom();
      }
    } catch (Refusal e) {
      loan.close();
      throw e;
    }
    return () -> {
      try (loan) {
        return answer.apply(loan);
      }
    };
  }

  private Loan borrow(String name, Optional<String> version) {
    if (!repository.knows(name)) {
      throw unknown(name);
    }
    var model =
        repository
            .borrow(name, version)
            .orElseThrow(
                () ->
                    version.isPresent() && !repository.versions(name).isEmpty()
                        ? new Refusal(404, "the model '%s' has no such version".formatted(name))
                        : new Refusal(503, "the model '%s' is not ready".formatted(name)));
    return new Loan(model);
  }

  private Reply infer(Asked asked, Loan loan) {
    var model = loan.model();
    var json = header(asked);
    return asked.body(
        bodies,
        body -> {
          var request = RequestReader.read(body, json);
          InferenceReply.check(request.outputs());
          var seen =
              inference.of(loan, request.input(), request.timeout().orElse(Duration.ofDays(1)));
          return InferenceReply.of(model.name(), model.version(), request, seen);
        });
  }

  private static OptionalInt header(Asked asked) {
    try {
      return asked
          .header("Inference-Header-Content-Length")
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    } catch (NumberFormatException e) {
      throw Refusal.wrong("Inference-Header-Content-Length is a number of bytes");
    }
  }
}
