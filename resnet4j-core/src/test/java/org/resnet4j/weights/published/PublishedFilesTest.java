package org.resnet4j.weights.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.Hashes;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.KeyMaps;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.weights.published.PublishedWeights.Preset;
import org.resnet4j.zoo.Zoo;

/** From a server on this machine into the cache and into a network. */
@Timeout(60)
class PublishedFilesTest {
  @TempDir Path served;
  @TempDir Path cache;
  private HttpServer server;

  @BeforeEach
  void start() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = SimpleFileServer.createFileServer(address, served, SimpleFileServer.OutputLevel.NONE);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private PublishedFiles files(boolean offline) {
    var folder = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    return new PublishedFiles(folder, cache, offline, Progress.SILENT);
  }

  private PublishedWeights published(String hash) {
    var file = "resnet18-%s.pth".formatted(hash.substring(0, 8));
    return new PublishedWeights("resnet18", "v1", file, 0, 0, Preset.usual());
  }

  private PublishedWeights serve(Weights weights) throws IOException {
    Path file = served.resolve("new");
    Safetensors.write(file, weights);
    var published = published(Hashes.sha256(file));
    Files.move(file, served.resolve(published.file()));
    return published;
  }

  @Test
  void whatIsServedEndsInTheNetwork() throws IOException {
    var theirs = Network.create(Zoo.of("resnet18"), 5);
    var published = serve(theirs.weights());
    Path file = files(false).of(published);
    assertThat(file).isEqualTo(cache.resolve("weights").resolve(published.file()));
    var fit = KeyMaps.fit(WeightFile.read(file), theirs.layer());
    assertThat(fit.what()).isEmpty();
    for (String key : theirs.weights().keys()) {
      float[] arrived = fit.weights().at(key).data();
      assertThat(Arrays.equals(arrived, theirs.weights().at(key).data())).as(key).isTrue();
    }
    assertThat(files(true).of(published)).isEqualTo(file);
  }

  @Test
  void aServerWithoutTheFileIsToldWithWhereToPutIt() {
    assertThatThrownBy(() -> files(false).of(published("0badf00d")))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("/resnet18-0badf00d.pth: the server answers 404")
        .hasMessageEndingWith("put it at " + cache.resolve("weights/resnet18-0badf00d.pth"));
  }

  @Test
  void anotherFileUnderTheNameIsRefused() throws IOException {
    var published = published("0badf00d");
    Files.writeString(served.resolve(published.file()), "something else");
    assertThatThrownBy(() -> files(false).of(published))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("instead of one that begins with 0badf00d");
    assertThat(cache.resolve("weights").resolve(published.file())).doesNotExist();
  }

  @Test
  void offlineNothingIsFetched() throws IOException {
    var published = serve(new Weights(new LinkedHashMap<>()));
    assertThatThrownBy(() -> files(true).of(published))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("offline")
        .hasMessageContaining(published.file());
  }

  /** Keys and shapes as torchvision prints them; older files have no batch counters. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "googlenet", "alexnet", "vgg11_bn"})
  void torchvisionsKeysFitWithAndWithoutBatchCounters(String model) throws IOException {
    var layer = Zoo.of(model).layer();
    var arrays = new LinkedHashMap<String, NdArray>();
    for (String line : stateDict(model)) {
      var words = line.split(" ", 2);
      var shape = words.length == 1 ? new int[0] : sizes(words[1]);
      arrays.put(words[0], NdArray.zeros(Shape.of(shape)));
    }
    assertThat(KeyMaps.fit(new Weights(arrays), layer).what()).isEmpty();
    arrays.keySet().removeIf(key -> key.endsWith("num_batches_tracked"));
    assertThat(KeyMaps.fit(new Weights(arrays), layer).what()).isEmpty();
  }

  private static int[] sizes(String text) {
    return List.of(text.split("\\D+")).stream().mapToInt(Integer::parseInt).toArray();
  }

  private static List<String> stateDict(String model) throws IOException {
    try (var in = Zoo.class.getResourceAsStream(model + "-state-dict.txt")) {
      assertThat(in).as("the list of %s", model).isNotNull();
      return new String(in.readAllBytes()).lines().toList();
    }
  }
}
