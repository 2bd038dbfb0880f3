package org.resnet4j.train.run;

import java.util.List;
import org.resnet4j.train.event.TrainingException;

/**
 * What a run stands on beside its recipe, and must find again to go on: the data's classes, the
 * number of its images, how its average of the weights moves. It stands in the checkpoint.
 *
 * @param classes their names, in the order of the network's outputs; empty where they have none
 * @param examples training images in an epoch
 * @param averageWarmsUp whether the decay of the average of the weights warms up; in the first runs
 *     it was constant
 */
public record Footing(List<String> classes, int examples, boolean averageWarmsUp) {
  private static final int SHOWN = 5;

  /** Copies the classes. */
  public Footing {
    classes = List.copyOf(classes);
  }

  /**
   * Refuses data that are not those of the run.
   *
   * @param now what the data are that it is to go on with
   * @throws TrainingException naming what differs
   */
  void mustBe(Footing now) {
    boolean named = !classes.isEmpty() && !now.classes.isEmpty();
    if (named && !classes.equals(now.classes)) {
      throw new TrainingException(
          "cannot resume with other classes: the run learns %s, the data now have %s"
              .formatted(words(classes, now.classes), words(now.classes, classes)));
    }
    if (examples != now.examples) {
      throw new TrainingException(
          "cannot resume with other images: the run has %,d training images an epoch, the data now %,d"
              .formatted(examples, now.examples));
    }
  }

  /** Those that the other list has not; all of them, if it has the same in another order. */
  private static String words(List<String> classes, List<String> others) {
    var own = classes.stream().filter(name -> !others.contains(name)).toList();
    var told = own.isEmpty() ? classes : own;
    var first = String.join(", ", told.subList(0, Math.min(SHOWN, told.size())));
    return "%d (%s%s)".formatted(classes.size(), first, told.size() > SHOWN ? ", …" : "");
  }
}
