package org.resnet4j.lab.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.resnet4j.engine.Engine;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.DivergedException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Network;

/**
 * Networks that learn side by side from the same batches: one makes an update, then the next, so
 * that none gets more of the machine than another.
 */
public final class Race {
  private Race() {}

  /**
   * One that takes part.
   *
   * @param name on pages and in logs
   * @param run its folder, and who is told
   */
  public record Runner(
      String name,
      Network network,
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingRun run) {}

  /**
   * What came of one.
   *
   * @param result empty if it was stopped or diverged
   * @param diverged why it could not go on, where its training diverged
   */
  public record Finish(String name, Optional<TrainingResult> result, Optional<String> diverged) {}

  /**
   * Trains them all.
   *
   * @param runners of one recipe, except for the network, and so of the same batches
   * @return in their order
   * @throws InterruptedException if the thread is interrupted; they may still be running then
   */
  public static List<Finish> run(List<Runner> runners) throws InterruptedException {
    var turns = new Turns(runners.size());
    var lanes = new ArrayList<CompletableFuture<Finish>>();
    for (int i = 0; i < runners.size(); i++) {
      lanes.add(start(runners.get(i), i, turns));
    }
    var finishes = new ArrayList<Finish>();
    for (var lane : lanes) {
      finishes.add(finish(lane));
    }
    return List.copyOf(finishes);
  }

  private static CompletableFuture<Finish> start(Runner runner, int lane, Turns turns) {
    var finish = new CompletableFuture<Finish>();
    Thread.ofPlatform()
        .name("race-" + runner.name())
        .daemon()
        .start(
            () -> {
              try {
                turns.await(lane);
                finish.complete(train(runner, lane, turns));
              } catch (InterruptedException | RuntimeException | Error e) {
                finish.completeExceptionally(e);
              } finally {
                turns.leave(lane);
              }
            });
    return finish;
  }

  private static Finish train(Runner runner, int lane, Turns turns) {
    var run = runner.run().stoppedBy(inTurn(runner.run().stop(), lane, turns));
    try {
      var result =
          Trainer.train(runner.network(), runner.recipe(), runner.data(), runner.engine(), run);
      return new Finish(runner.name(), result, Optional.empty());
    } catch (DivergedException e) {
      return new Finish(runner.name(), Optional.empty(), Optional.ofNullable(e.getMessage()));
    }
  }

  /** Asked after every update: the others' turn first. */
  private static BooleanSupplier inTurn(BooleanSupplier stop, int lane, Turns turns) {
    return () -> {
      try {
        turns.next(lane);
        return stop.getAsBoolean();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    };
  }

  private static Finish finish(CompletableFuture<Finish> lane) throws InterruptedException {
    try {
      return lane.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException(e.getCause());
    }
  }
}
