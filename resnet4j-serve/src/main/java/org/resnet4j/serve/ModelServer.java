package org.resnet4j.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.resnet4j.classify.Classifier;
import org.resnet4j.serve.http.HttpServer;
import org.resnet4j.serve.http.ServerMetrics;
import org.resnet4j.serve.insight.Insights;
import org.resnet4j.serve.model.ModelFolder;
import org.resnet4j.serve.model.ModelRepository;
import org.resnet4j.serve.model.ModelSource;
import org.resnet4j.serve.model.ModelState;
import org.resnet4j.serve.setting.InsightOpening;
import org.resnet4j.serve.setting.ModelOpening;
import org.resnet4j.serve.setting.ServerLimits;

/**
 * Classifiers over HTTP, by the Open Inference Protocol (version 2) and for people with a picture:
 *
 * {@snippet :
 * try (var server = ModelServer.builder().model("pets", Path.of("runs/pets")).port(8080).start()) {
 *   server.join(); // curl --data-binary @cat.jpg localhost:8080/predict
 * }
 * }
 *
 * <p>A model whose files change is loaded again, and its requests lose nothing. For any number of
 * threads.
 */
public final class ModelServer implements AutoCloseable {
  private final HttpServer http;
  private final ModelRepository repository;
  private final Optional<Insights> insights;

  private ModelServer(HttpServer http, ModelRepository repository, Optional<Insights> insights) {
    this.http = http;
    this.repository = repository;
    this.insights = insights;
  }

  /** {@return a builder of servers} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the port at which it listens} */
  public int port() {
    return http.port();
  }

  /** {@return what of each version of each model is not ready, and why; one sentence each} */
  public List<String> troubles() {
    return repository.states().stream()
        .filter(state -> !state.reason().isEmpty())
        .map(ModelServer::sentence)
        .toList();
  }

  private static String sentence(ModelState state) {
    return "%s, version %s: %s".formatted(state.name(), state.version(), state.reason());
  }

  /** {@return the names of the models that are ready} */
  public List<String> models() {
    return repository.names();
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void join() throws InterruptedException {
    http.join();
  }

  /** Takes no request any more, lets those in work end within the limit, and frees all memory. */
  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) {
      System.getLogger("org.resnet4j.serve")
          .log(System.Logger.Level.WARNING, "not all requests ended in time: " + e.getMessage());
    } finally {
      insights.ifPresent(Insights::close);
      repository.close();
    }
  }

  /** What a server is to be like. Each method changes the builder and gives it back. */
  public static final class Builder {
    private final List<ModelSource> models = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private Optional<Path> folder = Optional.empty();
    private String host = "127.0.0.1";
    private int port = 8080;
    private Optional<Path> keyStore = Optional.empty();
    private String password = "";
    private ServerLimits limits = ServerLimits.USUAL;
    private ModelOpening opening =
        (weights, meters) -> Classifier.builder().meters(meters).open(weights);
    private Optional<InsightOpening> insight = Optional.empty();
    private Optional<Consumer<Map<String, Object>>> log = Optional.empty();

    Builder() {}

    /**
     * Serves a model.
     *
     * @param name in addresses
     * @param weights what {@link Classifier#open(Path)} takes
     * @return this builder
     */
    public Builder model(String name, Path weights) {
      models.add(new ModelSource(name, 1, weights));
      return this;
    }

    /**
     * Serves the models of a folder, as it changes: {@code FOLDER/NAME} or {@code
     * FOLDER/NAME/VERSION}.
     *
     * @param models the folder
     * @return this builder
     */
    public Builder folder(Path models) {
      folder = Optional.of(models);
      return this;
    }

    /**
     * How weights become classifiers, where {@link Classifier#open(Path)} does not do. It should
     * give the meters to the classifier's builder.
     *
     * @param how called once per model that is loaded
     * @return this builder
     */
    public Builder opening(ModelOpening how) {
      opening = how;
      return this;
    }

    /**
     * Explains answers, {@code POST /explain}: where a network sees a class, and what it says
     * without one of its blocks. One request is explained at a time; the network that was asked
     * about last is in memory once more, with a training step's memory for one picture. Without
     * this the server does not.
     *
     * @param how opens the weights for it, see {@link InsightOpening#USUAL}
     * @return this builder
     */
    public Builder explaining(InsightOpening how) {
      insight = Optional.of(how);
      return this;
    }

    /**
     * The address to listen at; without this, loopback only.
     *
     * @param name of the host, {@code 0.0.0.0} for all addresses
     * @return this builder
     */
    public Builder host(String name) {
      host = name;
      return this;
    }

    /**
     * The port; 8080 without this.
     *
     * @param number 0 for any free one
     * @return this builder
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * Keys of which a request must show one; without them everybody may ask.
     *
     * @param more none of them blank
     * @return this builder
     * @throws IllegalArgumentException if one is blank
     */
    public Builder keys(List<String> more) {
      if (more.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("a key must not be blank");
      }
      keys.addAll(more);
      return this;
    }

    /**
     * Listens with TLS.
     *
     * @param store a PKCS#12 file with the key and its certificate
     * @param secret its password
     * @return this builder
     */
    public Builder tls(Path store, String secret) {
      keyStore = Optional.of(store);
      password = secret;
      return this;
    }

    /**
     * What the server bears.
     *
     * @param borne in place of {@link ServerLimits#USUAL}
     * @return this builder
     */
    public Builder limits(ServerLimits borne) {
      limits = borne;
      return this;
    }

    /**
     * Who is given a line per request: its fields, ready to be written as JSON.
     *
     * @param lines called by several threads
     * @return this builder
     */
    public Builder accessLog(Consumer<Map<String, Object>> lines) {
      log = Optional.of(lines);
      return this;
    }

    /**
     * Loads the models and listens.
     *
     * @return the server, to be closed by the caller
     * @throws IOException if it cannot listen there, or the folder is none
     */
    public ModelServer start() throws IOException {
      if (folder.isPresent() && !Files.isDirectory(folder.get())) {
        throw new IOException("%s is not a folder".formatted(folder.get()));
      }
      var metrics = new ServerMetrics();
      var repository = new ModelRepository(sources(), opening, metrics::of, limits.queue());
      var door = new HttpServer.Door(host, port, keys, keyStore, password);
      var insights = insight.map(how -> new Insights(how, limits.deadline()));
      var http = new HttpServer(door, limits, repository, insights, metrics, log);
      repository.start();
      try {
        http.start();
      } catch (Exception e) {
        repository.close();
        throw new IOException(
            "cannot listen at %s:%d: %s".formatted(host, port, cause(e).getMessage()), e);
      }
      return new ModelServer(http, repository, insights);
    }

    private static Throwable cause(Throwable e) {
      return e.getCause() == null ? e : cause(e.getCause());
    }

    private Supplier<List<ModelSource>> sources() {
      var named = List.copyOf(models);
      return folder
          .<Supplier<List<ModelSource>>>map(
              path ->
                  () -> {
                    var all = new ArrayList<>(named);
                    all.addAll(new ModelFolder(path).get());
                    return all;
                  })
          .orElse(() -> named);
    }
  }
}
