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
 * The means that an experiment computes with.
 *
 * @param where engine, device and precision in words, which keep results of different engines apart
 * @param engines opens an engine that can do this network
 * @param data the images of a recipe, ready to train on
 * @param folder of this part, for files that it keeps (a training keeps its checkpoints)
 * @param stop asked now and then; true: stop, and continue next time from what is kept
 * @param spectator watches trainings
 * @param note receives a few words on the progress of the part
 */
public record Bench(
    String where,
    Function<Layer, Engine> engines,
    Function<Recipe, TrainingData> data,
    Path folder,
    BooleanSupplier stop,
    Spectator spectator,
    Consumer<String> note) {}
