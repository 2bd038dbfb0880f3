package org.resnet4j.train.finetune;

import java.util.List;
import java.util.Optional;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.ClassMap;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.format.WeightFile;

/**
 * The network that a fine-tuning starts from. Classes are compared by name: the same ones in
 * another order are put in the data's order; for others the last layer is a fresh one, however many
 * they are.
 *
 * @param network to be trained
 * @param said what a user should know of it, in one sentence
 */
public record Start(Network network, Optional<String> said) {
  /**
   * Reads the network from a file.
   *
   * @param file the weights to start from
   * @param architecture the network, for the data's input and number of classes
   * @param classes the names of the data's classes, in order; empty where they have none
   * @param seed of a fresh last layer
   * @return the network and what is to be said of it
   * @throws org.resnet4j.weights.WeightsException if the file is not sound, its numbers are not
   *     finite, or it is of another network
   */
  public static Start of(
      WeightFile file, Architecture architecture, List<String> classes, long seed) {
    var map = classes.isEmpty() ? NOTHING : Pretrained.of(file).beside(classes);
    if (map.flatMap(ClassMap::difference).isPresent()) {
      var read = file.networkForOtherClasses(architecture, seed, Selection.USUAL);
      return new Start(
          read.network(),
          map.flatMap(ClassMap::difference).map(what -> what + ": the last layer starts fresh"));
    }
    var network = file.networkToTune(architecture, seed);
    return map.filter(other -> !other.isSame())
        .map(
            other ->
                new Start(
                    other.applied(network),
                    Optional.of(
                        "the outputs of the weights are put in the order of the data's classes")))
        .orElseGet(() -> new Start(network, Optional.empty()));
  }

  private static final Optional<ClassMap> NOTHING = Optional.empty();
}
