package org.resnet4j.cli.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.train.input.Pipelines;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.AugmentationWords;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedWeights;
import org.resnet4j.weights.published.PublishedWeights.Preset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where weights come from: trained here they carry their recipe, and with it what network they
 * belong to and how pixels become numbers; torchvision's are known by their files' names.
 */
public record Origin(
    Optional<Recipe> recipe,
    Optional<Preprocessing> reading,
    Optional<PublishedWeights> published) {
  /** Of weights that say nothing of themselves. */
  public static final Origin UNKNOWN =
      new Origin(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String RECIPE = "resnet4j.recipe";

  /** Reads what the file says of itself. */
  public static Origin of(Path file) throws IOException {
    var published = PublishedCatalogue.ofFile(String.valueOf(file.getFileName()));
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var start = ByteBuffer.allocate(9);
      channel.read(start);
      if (start.hasRemaining() || start.get(8) != '{') {
        return new Origin(Optional.empty(), Optional.empty(), published);
      }
    }
    var metadata = Safetensors.readContents(file).metadata();
    var recipe = Optional.ofNullable(metadata.get(RECIPE)).map(RecipeJson::read);
    return new Origin(recipe, Preprocessing.in(metadata), published);
  }

  /** The network: the one that is named, else the recipe's. */
  public Recipe.Model model(@Nullable String named, CommandSpec command) {
    if (recipe.isPresent() && (named == null || named.equals(recipe.get().model().name()))) {
      return recipe.get().model();
    }
    if (named == null && published.isPresent()) {
      return Recipe.Model.of(published.get().model());
    }
    if (named == null) {
      throw new ParameterException(
          command.commandLine(),
          "these weights do not say which network they belong to: --model is missing");
    }
    return Recipe.Model.of(named);
  }

  /** How test images become numbers. */
  public Pipeline pipeline(Split split) {
    return recipe
        .map(ours -> Pipelines.testing(ours.data(), split.train()))
        .orElseGet(() -> published.isPresent() ? pipeline(imageNet()) : foreign(split));
  }

  /** How a picture becomes the numbers that weights for ImageNet's classes want. */
  public Preset imageNet() {
    return published.map(PublishedWeights::preset).orElseGet(Preset::usual);
  }

  public static Pipeline pipeline(Preset how) {
    return new Pipeline(
        List.of(
            new Resize(how.resize()),
            new CentreCrop(how.crop()),
            new Normalise(how.mean(), how.deviation())));
  }

  /** As PyTorch's public weights want it: ImageNet's mean and deviation for colour. */
  private static Pipeline foreign(Split split) {
    var test = split.test();
    var words =
        test.shape().isPresent() ? List.<String>of() : List.of("resize 256", "centre-crop 224");
    List<Transform> steps = new ArrayList<>();
    words.forEach(word -> steps.add(AugmentationWords.parse(word)));
    steps.add(test.channels() == 3 ? Normalise.imagenet() : Normalise.of(split.train()));
    return new Pipeline(steps);
  }
}
