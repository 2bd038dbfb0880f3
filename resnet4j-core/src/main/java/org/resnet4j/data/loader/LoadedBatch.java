package org.resnet4j.data.loader;

import java.util.List;
import org.resnet4j.data.Batch;

/**
 * A batch and its place in the training. Its arrays belong to the loader, and are written anew
 * after the following call of {@link Loader#next}.
 *
 * @param index of the batch within the epoch, from 0
 * @param batches how many the epoch has
 * @param examples which examples of the data set these are, in order
 */
public record LoadedBatch(int epoch, int index, int batches, List<Integer> examples, Batch batch) {
  public boolean lastOfEpoch() {
    return index == batches - 1;
  }
}
