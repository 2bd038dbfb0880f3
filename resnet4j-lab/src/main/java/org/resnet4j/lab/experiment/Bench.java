package org.resnet4j.lab.experiment;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.resnet4j.engine.Engine;
import org.resnet4j.model.Layer;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;

/**
 * What an experiment computes with.
 *
 * @param where engine, device and precision in words: results of one are not taken for another's
 * @param engines opens an engine that can do this network
 * @param data the images of a recipe, ready to train on
 * @param folder of this part, for what it wants to keep (a training its checkpoints)
 * @param stop asked now and then; true: leave off, what is kept will be used next time
 * @param note told in a few words how far the part is
 */
public record Bench(
    String where,
    Function<Layer, Engine> engines,
    Function<Recipe, TrainingData> data,
    Path folder,
    BooleanSupplier stop,
    Consumer<String> note) {}
