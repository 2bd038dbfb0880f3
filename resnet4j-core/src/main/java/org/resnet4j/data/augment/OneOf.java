package org.resnet4j.data.augment;

import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;

/**
 * One of several steps on batches, drawn for each batch: for example mixup or CutMix.
 *
 * @param choices at least one, each as likely as any other
 */
public record OneOf(List<Transform.OnBatch> choices) implements Transform.OnBatch {
  /**
   * Copies the choices.
   *
   * @throws DataException if there are none
   */
  public OneOf {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new DataException("there is nothing to choose from");
    }
  }

  @Override
  public Batch apply(Batch batch, int classes, Draws draws) {
    return choices.get(draws.below(choices.size())).apply(batch, classes, draws);
  }
}
