package org.resnet4j.data.loader;

import java.util.List;
import org.resnet4j.data.Batch;

/**
 * A batch and its place in the training.
 *
 * @param epoch it belongs to, from 0
 * @param index of the batch within the epoch, from 0
 * @param batches how many the epoch has
 * @param examples which examples of the data set these are, in order
 * @param batch on loan: it may be used until the following call of {@link Loader#next}, and its
 *     {@link Batch#copy} for ever
 */
public record LoadedBatch(int epoch, int index, int batches, List<Integer> examples, Batch batch) {
  /** {@return whether the next batch begins another epoch} */
  public boolean lastOfEpoch() {
    return index == batches - 1;
  }

  LoadedBatch lent(Batch.Loan until) {
    return new LoadedBatch(epoch, index, batches, examples, batch.lent(until));
  }
}
