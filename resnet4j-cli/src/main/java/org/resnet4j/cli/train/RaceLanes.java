package org.resnet4j.cli.train;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.watch.PageSpectator;
import org.resnet4j.data.Split;
import org.resnet4j.lab.training.FirstTests;
import org.resnet4j.lab.training.Race;
import org.resnet4j.serve.watch.TrainingWatch;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.TrainingLog;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * Sets up the networks of a race: each with an engine and a run folder of its own, all with the
 * same images.
 */
record RaceLanes(EngineChoice engines, DataOptions data, Split split, Answer answer) {
  /** A test has about so many images, so that it does not take longer than the race. */
  private static final int TEST_IMAGES = 512;

  /** A race is for watching: gradients may take this share of its time. */
  private static final double PROBING = 0.1;

  Race.Runner runner(Recipe recipe, Path folder, TrainingWatch page, BooleanSupplier stop) {
    var name = recipe.model().name();
    var images = LoaderData.of(split, recipe, data.workers()).withUnreadable(data.unreadable());
    var options = ZooOptions.DEFAULTS.withInput(images.input()).withClasses(images.classes());
    var architecture = Zoo.of(name, options);
    var spectator = new PageSpectator(page);
    var run =
        TrainingRun.in(
                folder,
                TrainingLog.jsonLines(folder.resolve("log.jsonl"), answer::note),
                this::note,
                spectator.receiver(name))
            .stoppedBy(() -> page.stop(stop));
    var probed = spectator.probing(name, images).map(how -> run.probed(how.taking(PROBING)));
    int tests = Math.max(1, TEST_IMAGES / recipe.optimisation().batchSize());
    return new Race.Runner(
        name,
        Network.create(architecture, recipe.seed()),
        recipe,
        new FirstTests(images, tests),
        engines.open(architecture.layer(), recipe.precision()),
        probed.orElse(run));
  }

  private void note(TrainingEvent event) {
    if (event instanceof TrainingEvent.Warning warning) {
      answer.note("warning: ", warning.message());
    }
  }
}
