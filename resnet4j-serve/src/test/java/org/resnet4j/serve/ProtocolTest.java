package org.resnet4j.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Open Inference Protocol over a real connection. */
final class ProtocolTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] WHITE = Served.picture(Color.WHITE, 9, 7);
  private static final byte[] BLACK = Served.picture(Color.BLACK, 9, 7);

  @TempDir Path folder;
  private Served served;

  @BeforeEach
  void start() throws IOException {
    served = Served.of(folder, UnaryOperator.identity());
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private JsonNode json(String path) throws Exception {
    var answer = served.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void probesAnswerAsClientsReadThem() throws Exception {
    assertThat(json("/v2/health/live").path("live").asBoolean()).isTrue();
    assertThat(json("/v2/health/ready").path("ready").asBoolean()).isTrue();
    assertThat(json("/v2/models/light/ready").path("ready").asBoolean()).isTrue();
    assertThat(json("/v2/models/light/versions/1/ready").path("ready").asBoolean()).isTrue();
    assertThat(served.get("/v2/models/light/versions/2/ready").statusCode()).isEqualTo(503);
    assertThat(json("/v2").path("extensions").toString()).contains("binary_tensor_data");
  }

  @Test
  void metadataNameInputsOutputsAndVersions() throws Exception {
    var metadata = json("/v2/models/light");
    assertThat(metadata.path("versions").toString()).isEqualTo("[\"1\"]");
    assertThat(metadata.path("inputs").path(1).path("shape").toString()).isEqualTo("[-1,1,4,4]");
    assertThat(metadata.path("outputs").path(0).path("shape").toString()).isEqualTo("[-1,2]");
    assertThat(json("/v2/models/light/config").path("max_batch_size").asInt()).isEqualTo(64);
  }

  @Test
  void picturesInJsonAreBase64() throws Exception {
    var base64 = Base64.getEncoder();
    var body =
        """
        {"id": "mine", "inputs": [{"name": "picture", "shape": [2], "datatype": "BYTES",
          "data": ["%s", "%s"]}]}
        """
            .formatted(base64.encodeToString(WHITE), base64.encodeToString(BLACK));
    var answer = JSON.readTree(served.post("/v2/models/light/infer", body).body());
    assertThat(answer.path("id").asText()).isEqualTo("mine");
    assertThat(answer.path("model_version").asText()).isEqualTo("1");
    assertThat(answer.path("outputs").path(1).path("data").toString())
        .isEqualTo("[\"light\",\"dark\"]");
    // logits are minus and plus 4: softmax gives 1 / (1 + e^8)
    assertThat(answer.path("outputs").path(0).path("data").path(0).asDouble())
        .isCloseTo(1 / (1 + Math.exp(8)), within(1e-7));
  }

  @Test
  void binaryTensorsGoBothWaysAndPacked() throws Exception {
    var head =
        """
        {"inputs":[{"name":"numbers","shape":[2,1,4,4],"datatype":"FP32",
        "parameters":{"binary_data_size":128}}],"parameters":{"binary_data_output":true}}\
        """
            .getBytes(StandardCharsets.UTF_8);
    var numbers = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 32; i++) {
      numbers.putFloat(i < 16 ? 1 : -1);
    }
    var out = new ByteArrayOutputStream();
    try (var packer = new GZIPOutputStream(out)) {
      packer.write(head);
      packer.write(numbers.array());
    }
    var answer =
        HttpClient.newHttpClient()
            .send(
                served
                    .to("/v2/models/light/versions/1/infer")
                    .header("Inference-Header-Content-Length", head.length + "")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(out.toByteArray()))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    int json =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    var floats =
        ByteBuffer.wrap(answer.body(), json, 16).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertThat(floats.get(1)).isGreaterThan(0.999f);
    assertThat(floats.get(3)).isLessThan(0.001f);
  }

  @Test
  void aClassificationIsWrittenAsTritonWritesIt() throws Exception {
    var body =
        """
        {"inputs": [{"name": "numbers", "shape": [1, 1, 4, 4], "datatype": "FP32",
          "data": [[[[1,1,1,1],[1,1,1,1],[1,1,1,1],[1,1,1,1]]]]}],
         "outputs": [{"name": "probabilities", "parameters": {"classification": 1}}]}
        """;
    var answer = JSON.readTree(served.post("/v2/models/light/infer", body).body());
    assertThat(answer.path("outputs").path(0).path("data").path(0).asText())
        .isEqualTo("0.999665:1:light");
  }

  @Test
  void aPictureIsTheWholeBody() throws Exception {
    var answer = served.post("/predict?seen=true", WHITE);
    var said = JSON.readTree(answer.body());
    assertThat(said.path("predictions").path(0).path("name").asText()).isEqualTo("light");
    assertThat(said.path("seen").asText()).startsWith("data:image/png;base64,");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(JSON.readTree(served.post("/predict/light", BLACK).body()).toString())
        .contains("\"name\":\"dark\"");
  }

  @Test
  void wrongRequestsAreToldWhatIsWrong() throws Exception {
    refused(404, "there is no model 'no'", "/v2/models/no/infer", "{}");
    refused(400, "not the JSON of an inference request", "/v2/models/light/infer", "{");
    refused(400, "one input is taken", "/v2/models/light/infer", "{\"inputs\":[]}");
    refused(
        400,
        "[N, 1, 4, 4]",
        "/v2/models/light/infer",
        "{\"inputs\":[{\"name\":\"numbers\",\"shape\":[1,3],\"datatype\":\"FP32\","
            + "\"data\":[1,2,3]}]}");
    refused(400, "known format", "/predict", "no picture");
    assertThat(served.get("/predict").statusCode()).isEqualTo(405);
    assertThat(served.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(served.get("/..%2f..%2fetc/passwd").statusCode()).isBetween(400, 404);
  }

  private void refused(int status, String words, String path, String body) throws Exception {
    var answer = served.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error").asText()).contains(words);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void unloadedModelsAreNotReadyUntilTheyAreLoaded() throws Exception {
    assertThat(served.post("/v2/repository/models/light/unload", "").statusCode()).isEqualTo(200);
    assertThat(served.get("/v2/health/ready").statusCode()).isEqualTo(503);
    assertThat(served.post("/predict/light", WHITE).statusCode()).isEqualTo(503);
    assertThat(served.post("/v2/repository/index", "").body()).contains("UNAVAILABLE");
    assertThat(served.post("/v2/repository/models/light/load", "").statusCode()).isEqualTo(200);
    assertThat(served.post("/predict/light", WHITE).statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAndTracesAreGivenOn() throws Exception {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var asked = served.to("/predict").header("traceparent", trace).header("X-Request-Id", "a1");
    var answer = served.send(asked.POST(BodyPublishers.ofByteArray(WHITE)));
    assertThat(answer.headers().firstValue("traceparent")).contains(trace);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("a1");
    assertThat(served.get("/metrics").body())
        .contains("resnet4j_requests_total{model=\"light\",status=\"200\"} 1.0");
  }

  @Test
  void thePageComesWithAPolicyAndNothingFromElsewhere() throws Exception {
    var page = served.get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    assertThat(json("/openapi.json").path("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void aWishThatIsNotUnderstoodIsRefusedNotLeftOut() throws Exception {
    assertThat(served.post("/predict?top=1&exif=true", WHITE).statusCode()).isEqualTo(200);
    refused("/predict?tpo=1", 400, "there is no parameter 'tpo'; there are model, top, seen, exif");
    refused("/predict?exif=1", 400, "'exif' is true or false");
    refused("/predict/light?model=dark", 400, "there is no parameter 'model'");
    refused("/predict/light/1", 404, "there is nothing at this address");
  }

  @Test
  void whichOfSeveralModelsIsSaidNotGuessed() throws Exception {
    var two = Files.createDirectories(folder.resolve("two"));
    Files.writeString(two.resolve("night"), "dark\nlight\n");
    try (var several = Served.of(two, UnaryOperator.identity())) {
      var answer = several.post("/predict", WHITE);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("does not say which model").contains("light", "night");
      assertThat(several.post("/predict?model=night", WHITE).body()).contains("\"night\"");
    }
  }

  private void refused(String path, int status, String sentence) throws Exception {
    var answer = served.post(path, WHITE);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.body()).contains(sentence);
  }
}
