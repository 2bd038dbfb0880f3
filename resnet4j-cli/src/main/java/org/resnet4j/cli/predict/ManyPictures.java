package org.resnet4j.cli.predict;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.resnet4j.classify.Classifier;
import org.resnet4j.cli.options.PictureOptions;
import org.resnet4j.data.DataException;

/**
 * Shows many pictures to a classifier: some are decoded while others are computed, results come in
 * the order of the files.
 *
 * @param pictures how files are read
 * @param ahead how many pictures are under way at once
 */
record ManyPictures(Classifier classifier, PictureOptions pictures, int top, int ahead) {
  /** Shows all of them; one that cannot be read does not stop the others. */
  void show(List<Path> files, Consumer<SeenFile> results) {
    var waiting = new ArrayDeque<Future<SeenFile>>();
    var decoders = Executors.newFixedThreadPool(Math.min(ahead, files.size()), daemons());
    try {
      for (var file : files) {
        if (waiting.size() == ahead) {
          results.accept(result(waiting.remove()));
        }
        waiting.add(decoders.submit(() -> see(file)));
      }
      while (!waiting.isEmpty()) {
        results.accept(result(waiting.remove()));
      }
    } finally {
      end(decoders);
    }
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().name("predict-", 0).daemon().factory();
  }

  private static void end(ExecutorService decoders) {
    decoders.shutdownNow();
    decoders.close();
  }

  private SeenFile see(Path file) {
    try {
      return new SeenFile(
          file, classifier.classify(pictures.read(file)).top(top), Optional.empty());
    } catch (DataException e) {
      return new SeenFile(file, List.of(), Optional.of(e.getMessage()));
    }
  }

  private static SeenFile result(Future<SeenFile> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
