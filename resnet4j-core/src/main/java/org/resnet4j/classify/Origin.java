package org.resnet4j.classify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.train.input.Pipelines;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedWeights;
import org.resnet4j.weights.published.PublishedWeights.Preset;

/**
 * Where weights come from. Trained here they carry their recipe, and with it which network they
 * belong to and how pixels become numbers; torchvision's are known by their files' names.
 *
 * @param recipe what they were trained by
 * @param preprocessing how pictures become the network's input
 * @param published which of torchvision's they are
 */
public record Origin(
    Optional<Recipe> recipe,
    Optional<Preprocessing> preprocessing,
    Optional<PublishedWeights> published) {
  /** For weights without metadata. */
  public static final Origin UNKNOWN =
      new Origin(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String RECIPE = "resnet4j.recipe";

  /**
   * What a file says of itself; its arrays are not read.
   *
   * @param file an open weight file; torchvision's are recognised by its name
   * @return the origin; {@link #UNKNOWN} if the file says nothing
   * @throws org.resnet4j.train.event.TrainingException if the metadata hold no valid recipe or
   *     preprocessing
   */
  public static Origin of(WeightFile file) {
    var metadata = file.metadata();
    return new Origin(
        Optional.ofNullable(metadata.get(RECIPE)).map(RecipeJson::read),
        Preprocessing.in(metadata),
        PublishedCatalogue.ofFile(String.valueOf(file.path().getFileName())));
  }

  /** {@return what was said, as metadata of another file with the same weights, for {@link #of}} */
  public Map<String, String> metadata() {
    var metadata = new HashMap<String, String>();
    recipe.ifPresent(ours -> metadata.put(RECIPE, TrainingJson.line(ours)));
    preprocessing.ifPresent(ours -> metadata.putAll(ours.metadata()));
    return metadata;
  }

  /** {@return the data set that the network was trained on; empty if it is not known} */
  public Optional<String> dataSet() {
    return recipe.map(ours -> ours.data().set());
  }

  /**
   * The network: the one that is named, with the named variations; else the one that the weights
   * say; empty if nobody says it.
   *
   * @param hints what the user says of it
   * @return the network's name and variations
   */
  public Optional<NamedModel> model(Hints hints) {
    var own = recipe.map(ours -> new NamedModel(ours.model().name(), ours.model().options()));
    var known =
        own.or(() -> published.map(theirs -> new NamedModel(theirs.model(), Map.of())))
            .filter(model -> hints.model().map(model.name()::equals).orElse(true));
    return known
        .or(() -> hints.model().map(name -> new NamedModel(name, Map.of())))
        .map(model -> varied(model, hints.modelOptions()));
  }

  private static NamedModel varied(NamedModel model, Map<String, String> options) {
    var all = new HashMap<>(model.options());
    all.putAll(options);
    return new NamedModel(model.name(), all);
  }

  /**
   * How the test images of a data set become numbers.
   *
   * @param split the data set; what the recipe leaves open is measured on its training images
   * @return the steps from an image to the network's numbers
   */
  public Pipeline testing(Split split) {
    return recipe
        .map(ours -> Pipelines.testing(ours.data(), split.train()))
        .orElseGet(() -> published.isPresent() ? pipeline(imageNet()) : usual(split));
  }

  /** How weights for ImageNet's classes want their pictures. */
  Preset imageNet() {
    return published.map(PublishedWeights::preset).orElseGet(Preset::usual);
  }

  static Pipeline pipeline(Preset how) {
    return Pipeline.of(
        new Resize(how.resize()),
        new CentreCrop(how.crop()),
        new Normalise(how.mean(), how.deviation()));
  }

  /** As PyTorch's public weights need it: ImageNet's mean and deviation for colour. */
  private static Pipeline usual(Split split) {
    var test = split.test();
    var normalise = test.channels() == 3 ? Normalise.imagenet() : Normalise.of(split.train());
    return test.shape().isPresent()
        ? Pipeline.of(normalise)
        : Pipeline.of(new Resize(256), new CentreCrop(224), normalise);
  }
}
