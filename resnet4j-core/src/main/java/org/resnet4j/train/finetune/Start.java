package org.resnet4j.train.finetune;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param said what a user should know of it, in sentences
 */
public record Start(Network network, List<String> said) {
  /** Copies the sentences. */
  public Start {
    said = List.copyOf(said);
  }

  /**
   * Reads the network from a file.
   *
   * @param file the weights to start from
   * @param architecture the network, for the data's input and number of classes
   * @param classes the names of the data's classes, in order; empty where they have none
   * @param seed of a fresh last layer
   * @param selection which of the file's networks, and what may be left over
   * @return the network and what is to be said of it
   * @throws org.resnet4j.weights.WeightsException if the file is not sound, its numbers are not
   *     finite, or it is of another network
   */
  public static Start of(
      WeightFile file,
      Architecture architecture,
      List<String> classes,
      long seed,
      Selection selection) {
    var map = classes.isEmpty() ? NOTHING : Pretrained.of(file).beside(classes);
    if (map.flatMap(ClassMap::difference).isPresent()) {
      var read = file.networkForOtherClasses(architecture, seed, selection);
      var difference = map.flatMap(ClassMap::difference).orElseThrow();
      return new Start(read.network(), said(read, difference + ": the last layer starts fresh"));
    }
    var read = file.networkToTune(architecture, seed, selection);
    return map.filter(other -> !other.isSame())
        .map(
            other ->
                new Start(
                    other.applied(read.network()),
                    said(
                        read,
                        "the outputs of the weights are put in the order of the data's classes")))
        .orElseGet(() -> new Start(read.network(), said(read, "")));
  }

  /** Which of several networks was taken, and what was done to it. */
  private static List<String> said(WeightFile.Read read, String done) {
    return Stream.of(read.taken().what(), done).filter(sentence -> !sentence.isEmpty()).toList();
  }

  private static final Optional<ClassMap> NOTHING = Optional.empty();
}
