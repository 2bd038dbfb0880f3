package org.resnet4j.train.finetune;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.ClassMap;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.weights.published.ImageNetClasses;
import org.resnet4j.weights.published.PublishedCatalogue;

/**
 * What a file of weights says of the network that it holds; torchvision's are known by their files'
 * names.
 *
 * @param model the network's name and options; empty if the file does not say it
 * @param input (C, H, W) of its images; empty if the file does not say it
 * @param classes the names of its outputs; empty if the file does not say them
 * @param imageNet whether the outputs are ImageNet's classes, in the order of its synsets
 */
public record Pretrained(
    Optional<Recipe.Model> model, Optional<Shape> input, List<String> classes, boolean imageNet) {
  private static final Pattern SYNSET = Pattern.compile("n\\d{8}");

  /** Copies the classes. */
  public Pretrained {
    classes = List.copyOf(classes);
  }

  /**
   * What an open file says; its arrays are not read.
   *
   * @param file the weights
   * @return what is known of them
   * @throws org.resnet4j.train.event.TrainingException if its metadata hold no valid recipe or
   *     preprocessing
   */
  public static Pretrained of(WeightFile file) {
    var reading = Preprocessing.in(file.metadata());
    var published = PublishedCatalogue.ofFile(String.valueOf(file.path().getFileName()));
    var recipe = Optional.ofNullable(file.metadata().get("resnet4j.recipe")).map(RecipeJson::read);
    var own = recipe.map(r -> Recipe.Model.of(r.model().name(), r.model().options()));
    return new Pretrained(
        own.or(() -> published.map(known -> Recipe.Model.of(known.model()))),
        reading.map(Preprocessing::shape),
        reading
            .map(Preprocessing::classes)
            .orElseGet(() -> published.isPresent() ? ImageNetClasses.NAMES : List.of()),
        reading.isEmpty() && published.isPresent());
  }

  /**
   * The outputs beside the classes of data.
   *
   * @param data the names of the data's classes, in order
   * @return the two lists; empty if the file does not say its classes
   */
  public Optional<ClassMap> beside(List<String> data) {
    if (classes.isEmpty()) {
      return Optional.empty();
    }
    boolean synsets =
        imageNet
            && data.size() == classes.size()
            && data.stream().allMatch(name -> SYNSET.matcher(name).matches())
            && data.equals(data.stream().sorted().toList());
    return Optional.of(new ClassMap(synsets ? data : classes, data));
  }
}
