/**
 * Training: {@link org.resnet4j.train.Trainer} takes a network, a recipe, data and an engine, and
 * returns a {@link org.resnet4j.train.event.TrainingResult}.
 *
 * <p>The rooms within, in the order in which they know each other: {@code schedule} (the learning
 * rate of every iteration), {@code recipe} (how a network is trained, as data), {@code event} (what
 * happens in a training, as data), {@code json} (recipes, events and results as text), {@code
 * input} (the batches that a recipe asks for), {@code run} (the files of a run's folder). The loop
 * stands in this package and knows them all; none of them knows the loop.
 */
@NullMarked
package org.resnet4j.train;

import org.jspecify.annotations.NullMarked;
