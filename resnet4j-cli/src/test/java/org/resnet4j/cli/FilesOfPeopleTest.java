package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.model.Shape;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

/** Pictures and weights that were once read wrongly. */
final class FilesOfPeopleTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"jpeg444-ids012.jpg, 3", "cmyk.tif, 1", "offset.gif, 1"})
  void aPictureHasTheSizeAndThePixelsThatPillowReads(String name, int levels) throws Exception {
    var decoder = ImageDecoders.best();
    var read = decoder.read(FirstReports.file(name, folder));
    var right = decoder.read(FirstReports.file(name + ".ppm", folder));
    assertThat(read.shape()).isEqualTo(right.shape());
    for (int i = 0; i < right.pixels().length; i++) {
      assertThat(read.pixels()[i] & 0xff)
          .isBetween((right.pixels()[i] & 0xff) - levels, (right.pixels()[i] & 0xff) + levels);
    }
  }

  @ParameterizedTest
  @CsvSource({"claim.pth, claim 2147483639 numbers where it stores 1", "offset.pth, beyond"})
  void aHostileCheckpointIsRefusedInOneSentence(String name, String told) throws Exception {
    var file = FirstReports.file(name, folder).toString();
    Ran.command("predict", "--weights", file, "--model", "lenet5", "--data", "mnist", digit())
        .failedWith(1, told);
  }

  /** Which of two networks is taken goes by a rule and is said, not by the order of a hash. */
  @ParameterizedTest
  @CsvSource({
    "state_dict, state_dict_ema",
    "state_dict, ema_state_dict",
    "model, ema_model",
    "model, model_ema"
  })
  void ofTwoNetworksInAFileTheAverageIsTakenAndSaid(String raw, String average) throws Exception {
    var arrays = new LinkedHashMap<String, NdArray>();
    network(1).weights().arrays().forEach((key, a) -> arrays.put(raw + "." + key, a));
    network(2).weights().arrays().forEach((key, a) -> arrays.put(average + "." + key, a));
    var file = write("two.safetensors", new Weights(arrays));
    assertThat(logits(file).err()).contains("'%s' was taken, the average".formatted(average));
    var taken = Safetensors.read(folder.resolve("y")).at("logits");
    logits(write("one.safetensors", network(2).weights())).done();
    assertThat(taken).isEqualTo(Safetensors.read(folder.resolve("y")).at("logits"));
    assertThat(logits(file, "--state", "raw").err()).contains("'%s' was taken".formatted(raw));
    logits(write("one.safetensors", network(1).weights()), "--state", "nobody")
        .failedAtLast("'nobody'");
  }

  @Test
  void arraysOfNoNetworkArePassedOverWhereTheyAreIgnored() throws Exception {
    var arrays = new LinkedHashMap<>(network(1).weights().arrays());
    arrays.put("loss.weight", NdArray.scalar(1));
    var file = write("more.safetensors", new Weights(arrays));
    logits(file).failedWith(1, "loss.weight");
    logits(file, "--ignore", "loss.*").done();
    var words = "analyze responses lenet5 --data mnist-sample --images 8 --engine vector -o OUT";
    var analysis = words.replace("OUT", folder.resolve("study").toString()) + " --weights " + file;
    Ran.command(analysis.split(" ")).failedWith(1, "loss.weight");
    Ran.command((analysis + " --ignore loss.*").split(" ")).done();
  }

  /** Also in a run that is resumed before its first checkpoint: the recipe says it. */
  @Test
  void aTrainingStartsFromTheNetworkThatIsNamed() throws Exception {
    var arrays = new LinkedHashMap<String, NdArray>();
    network(1).weights().arrays().forEach((key, a) -> arrays.put("model." + key, a));
    network(2).weights().arrays().forEach((key, a) -> arrays.put("model_ema." + key, a));
    arrays.put("loss.weight", NdArray.scalar(1));
    var file = write("two.safetensors", new Weights(arrays));
    var raw = trained("raw", file, "--state", "raw");
    var one = trained("one", write("one.safetensors", network(1).weights()));
    assertThat(raw.err()).contains("note: of 2 networks in the file 'model' was taken");
    assertThat(model("raw")).isEqualTo(model("one"));
    assertThat(trained("usual", file).err()).contains("'model_ema' was taken, the average");
    assertThat(model("usual")).isNotEqualTo(model("one"));
    var recipe = RecipeJson.read(folder.resolve("raw/recipe.json")).model();
    assertThat(recipe.state()).contains("raw");
    assertThat(recipe.ignored()).containsExactly("loss.*");
    assertThat(one.err()).doesNotContain("was taken");
  }

  private Ran trained(String run, Path weights, String... more) {
    var words =
        "train --model lenet5 --data mnist-sample --epochs 0.1 --engine vector --ignore loss.*"
            + " --weights %s -o %s %s"
                .formatted(weights, folder.resolve(run), String.join(" ", more));
    return Ran.command(words.strip().split(" ")).done();
  }

  private Weights model(String run) {
    return Safetensors.read(folder.resolve(run).resolve("model.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict DIGIT --weights NAN --model lenet5 --data mnist",
        "explain DIGIT --weights NAN --model lenet5 --data mnist -o OUT",
        "evaluate --weights NAN --model lenet5 --data mnist-sample",
        "analyze responses lenet5 --weights NAN --data mnist-sample --images 8 -o OUT",
        "export NAN --model lenet5 --data mnist --format onnx -o OUT",
        "forward lenet5 --weights NAN --input X -o OUT",
        "train --model lenet5 --data mnist-sample --weights NAN --epochs 1 -o OUT"
      })
  void weightsThatAreNoNumbersAreSaidByEveryCommandThatReadsThem(String words) throws Exception {
    var weights = network(1).weights().copy();
    weights.at("conv1.weight").data()[3] = Float.NaN;
    var file = write("nan.safetensors", weights);
    var line =
        words
            .replace("NAN", file.toString())
            .replace("DIGIT", digit())
            .replace("X", input().toString())
            .replace("OUT", folder.resolve("out").toString());
    Ran.command(line.split(" ")).failedWith(1, "'conv1.weight' has 1 numbers of", "NaN");
  }

  private Ran logits(Path weights, String... more) throws Exception {
    var words =
        "forward lenet5 --engine vector --weights %s --input %s --output %s %s"
            .formatted(weights, input(), folder.resolve("y"), String.join(" ", more));
    return Ran.command(words.strip().split(" "));
  }

  private Path input() {
    var x = new NdArray(Shape.of(1, 1, 28, 28), new float[784]);
    return write("x.safetensors", new Weights(Map.of("x", x)));
  }

  private String digit() throws Exception {
    return FirstReports.file("offset.gif", folder).toString();
  }

  private static Network network(long seed) {
    return Network.create(Zoo.of("lenet5"), seed);
  }

  private Path write(String name, Weights weights) {
    var file = folder.resolve(name);
    Safetensors.write(file, weights);
    return file;
  }
}
