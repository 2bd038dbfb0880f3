package org.resnet4j.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.analyze.Lesion;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Shape;
import org.resnet4j.serve.setting.InsightOpening.Opened;
import org.resnet4j.serve.setting.ServerLimits;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Taken;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A served network is looked into: what comes back is what the library's own measurements say. */
@Timeout(300)
final class ExplainTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Shape INPUT = Shape.of(1, 16, 16);
  private static final List<String> CLASSES = List.of("one", "two", "three");
  private static final byte[] PICTURE = Served.picture(Color.ORANGE, 20, 16);

  @TempDir Path folder;
  private final AtomicInteger opened = new AtomicInteger();

  /** The file's length decides the weights. */
  private static TrainedNetwork trained(Path weights) throws IOException {
    var options = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(CLASSES.size());
    var network = Network.create(Zoo.of("resnet14", options), Files.size(weights));
    var pipeline =
        Pipeline.of(
            new ToChannels(1), new ResizeTo(16, 16), new Normalise(List.of(0.5), List.of(0.5)));
    return new TrainedNetwork(network, pipeline, INPUT, CLASSES, new Taken("", List.of()));
  }

  private static Engine engine(TrainedNetwork trained) {
    return Engines.open("vector", EngineOptions.cpu(), trained.network().layer());
  }

  private Path weights(String words) throws IOException {
    return Files.writeString(folder.resolve("net"), words);
  }

  private ModelServer.Builder builder(Engine engine) {
    return ModelServer.builder()
        .folder(folder)
        .port(0)
        .limits(ServerLimits.USUAL.withDeadline(Duration.ofSeconds(60)))
        .opening((weights, meters) -> Classifier.of(read(weights), engine));
  }

  private static TrainedNetwork read(Path weights) {
    try {
      return trained(weights);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Opened open(Path weights) {
    opened.incrementAndGet();
    var trained = read(weights);
    return new Opened(trained, engine(trained));
  }

  private static String post(ModelServer server, int status, String path) throws Exception {
    var address = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    var request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(PICTURE)).build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    }
  }

  @Test
  void theHeatAndTheAnswerWithoutABlockAreTheLibrarysOwn() throws Exception {
    var trained = trained(weights("some weights"));
    try (var engine = engine(trained);
        var server = builder(engine).explaining(this::open).start()) {
      var said = JSON.readTree(post(server, 200, "/explain?class=1&without=layer2.1&top=3"));
      var picture = ImageDecoders.best().decode("the picture", PICTURE);
      assertThat(said.path("class").path("name").asText()).isEqualTo("two");
      assertThat(said.path("blocks").size()).isPositive();
      assertThat(said.path("blocks").toString()).contains("\"layer2.1\"");
      heat(said, engine, trained, picture);
      without(said.path("without"), engine, trained, picture);
      var again = JSON.readTree(post(server, 200, "/explain/net?top=3"));
      assertThat(again.path("class")).isEqualTo(again.path("predictions").path(0));
      assertThat(again.path("without").isMissingNode()).isTrue();
      assertThat(opened).as("it stays open").hasValue(1);
    }
  }

  private static void heat(JsonNode said, Engine engine, TrainedNetwork trained, Image picture) {
    var node = GradCam.lastImageNode(trained.network(), INPUT);
    assertThat(said.path("node").asText()).isEqualTo(node);
    var right =
        GradCam.of(engine, trained.network(), INPUT, trained.numbers(picture), 1, node).heat();
    var values = said.path("heat").path("values");
    assertThat(values.size()).isEqualTo(right.length);
    for (int i = 0; i < right.length; i++) {
      assertThat(values.path(i).asDouble()).isCloseTo(right[i], within(0.001));
    }
  }

  private static void without(
      JsonNode without, Engine engine, TrainedNetwork trained, Image picture) {
    assertThat(without.path("block").asText()).isEqualTo("layer2.1");
    var less = Lesion.without(trained.network(), "layer2.1");
    var changed = new TrainedNetwork(less, trained.pipeline(), INPUT, CLASSES, trained.taken());
    try (var classifier = Classifier.of(changed, engine)) {
      var right = classifier.classify(picture).probabilities();
      for (var guess : without.path("predictions")) {
        assertThat(guess.path("probability").asDouble())
            .isCloseTo(right[guess.path("index").asInt()], within(1e-5));
      }
    }
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    var trained = trained(weights("some weights"));
    try (var engine = engine(trained);
        var server = builder(engine).explaining(this::open).start();
        var silent = builder(engine).start()) {
      assertThat(post(server, 400, "/explain?class=3")).contains("there are those from 0 to 2");
      assertThat(post(server, 400, "/explain?class=two")).contains("the index of a class");
      assertThat(post(server, 400, "/explain?without=layer9.9")).contains("there are layer1.0");
      assertThat(post(server, 400, "/explain?block=layer1.0")).contains("no parameter 'block'");
      assertThat(post(silent, 404, "/explain")).contains("does not explain");
      assertThat(post(server, 200, "/explain")).contains("\"heat\"");
    }
  }

  @Test
  void aModelThatWasReloadedIsExplainedAsItIsNow() throws Exception {
    var trained = trained(weights("some weights"));
    try (var engine = engine(trained);
        var server = builder(engine).explaining(this::open).start()) {
      var before = JSON.readTree(post(server, 200, "/explain?top=3")).path("predictions");
      weights("other weights, as their length says");
      post(server, 200, "/v2/repository/models/net/load");
      var after = JSON.readTree(post(server, 200, "/explain?top=3")).path("predictions");
      assertThat(after).isNotEqualTo(before);
      var served = JSON.readTree(post(server, 200, "/predict?top=3")).path("predictions");
      for (int i = 0; i < CLASSES.size(); i++) {
        assertThat(after.path(i).path("probability").asDouble())
            .isCloseTo(served.path(i).path("probability").asDouble(), within(1e-5));
      }
      assertThat(opened).hasValue(2);
    }
  }
}
