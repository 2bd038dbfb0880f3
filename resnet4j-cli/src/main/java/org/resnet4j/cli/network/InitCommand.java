package org.resnet4j.cli.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.format.Safetensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a network's initial weights. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write a network's initial weights: those that torchvision draws from the seed, under its"
            + " keys.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j init resnet18 --seed 1 --output resnet18.safetensors",
      "  resnet4j init vgg16 --seed 7 --classes 10 --output vgg16.safetensors",
      "",
      "GoogLeNet's truncated normal is drawn as PyTorch drew it when torchvision was",
      "made; PyTorch of 2026 draws it differently, so its weights differ there."
    })
public final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A network's name; see: resnet4j models.")
  String model;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all draws (default: 0).")
  long seed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write the weights (safetensors).")
  Path output;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "The input's channels, height and width.")
  @Nullable Shape input;

  @Mixin ModelOptions options;
  @Mixin Answer answer;

  @Override
  public Integer call() {
    var architecture = options.architecture(model, Optional.ofNullable(input));
    var weights = Initialiser.draw(architecture, seed);
    Safetensors.write(
        output,
        weights,
        Map.of("model", architecture.name(), "seed", Long.toString(seed), "format", "pt"));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("model", architecture.name());
    fields.put("seed", seed);
    fields.put("arrays", weights.keys().size());
    fields.put("output", output.toString());
    return answer.give(
        fields,
        out -> answer.tell(out, "%s: %d arrays in %s", model, weights.keys().size(), output));
  }
}
