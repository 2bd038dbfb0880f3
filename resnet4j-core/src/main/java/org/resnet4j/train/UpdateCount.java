package org.resnet4j.train;

import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;

/**
 * How many updates a recipe makes with its data.
 *
 * @param batches in an epoch
 * @param perEpoch updates in an epoch
 * @param total updates in the whole training, at least 1
 */
record UpdateCount(int batches, long perEpoch, long total) {
  static UpdateCount of(Recipe recipe, TrainingData data) {
    int batches = data.batchesPerEpoch();
    long perEpoch = Math.ceilDiv(batches, recipe.optimisation().accumulation());
    long total = Math.max(1, recipe.budget().length().inIterations(perEpoch));
    return new UpdateCount(batches, perEpoch, total);
  }
}
