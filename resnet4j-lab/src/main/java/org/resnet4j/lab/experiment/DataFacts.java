package org.resnet4j.lab.experiment;

import java.util.List;
import org.resnet4j.model.Shape;

/**
 * The facts about a data set that an experiment needs for its plan and estimate, before the data
 * set is opened.
 *
 * @param images in the training part
 */
public record DataFacts(String name, Shape input, int classes, int images) {
  private static final List<DataFacts> KNOWN =
      List.of(
          new DataFacts("mnist", Shape.of(1, 28, 28), 10, 60_000),
          new DataFacts("fashion-mnist", Shape.of(1, 28, 28), 10, 60_000),
          new DataFacts("mnist-sample", Shape.of(1, 28, 28), 10, 1_000),
          new DataFacts("cifar10", Shape.of(3, 32, 32), 10, 50_000),
          new DataFacts("cifar100", Shape.of(3, 32, 32), 100, 50_000));

  /**
   * Of the data set of this name.
   *
   * @throws IllegalArgumentException if experiments do not know it; the message lists the known
   *     ones
   */
  public static DataFacts of(String name) {
    return KNOWN.stream()
        .filter(facts -> facts.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "experiments know the data sets %s, not '%s'"
                        .formatted(
                            String.join(", ", KNOWN.stream().map(DataFacts::name).toList()),
                            name)));
  }

  boolean colour() {
    return input.channels() == 3;
  }
}
