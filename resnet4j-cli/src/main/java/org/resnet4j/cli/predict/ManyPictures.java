package org.resnet4j.cli.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Seen;
import org.resnet4j.cli.options.PictureOptions;
import org.resnet4j.data.DataException;

/**
 * Shows many pictures to a classifier, round by round: every core decodes, then every core
 * computes. Both at once would let the decoders take cores from a step that waits for its slowest
 * thread. Results come in the order of the files.
 *
 * @param pictures how files are read
 * @param round how many pictures are decoded before they are computed
 */
record ManyPictures(Classifier classifier, PictureOptions pictures, int top, int round) {
  /** Shows all of them; one that cannot be read does not stop the others. */
  void show(List<Path> files, Consumer<SeenFile> results) {
    int cores = Runtime.getRuntime().availableProcessors();
    var threads = Thread.ofPlatform().name("predict-", 0).daemon().factory();
    try (var decoders = Executors.newFixedThreadPool(Math.min(cores, round), threads)) {
      for (int i = 0; i < files.size(); i += round) {
        see(files.subList(i, Math.min(files.size(), i + round)), decoders).forEach(results);
      }
    }
  }

  private List<SeenFile> see(List<Path> files, ExecutorService decoders) {
    var read = decoded(files, decoders);
    var numbers = read.stream().flatMap(one -> one.numbers().stream()).toList();
    var answers = classifier.classifyAll(numbers).iterator();
    return read.stream().map(one -> one.seen(answers, top)).toList();
  }

  private List<Decoded> decoded(List<Path> files, ExecutorService decoders) {
    try {
      var tasks = files.stream().map(file -> (Callable<Decoded>) () -> decode(file)).toList();
      var results = new ArrayList<Decoded>();
      for (var future : decoders.invokeAll(tasks)) {
        results.add(result(future));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    }
  }

  private Decoded decode(Path file) {
    try {
      var numbers = classifier.numbers(pictures.read(file));
      return new Decoded(file, Optional.of(numbers), Optional.empty());
    } catch (DataException e) {
      return new Decoded(file, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private Decoded result(Future<Decoded> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A file's numbers, or why it has none. */
  private record Decoded(Path file, Optional<float[]> numbers, Optional<String> problem) {
    /** With the next answer, if it has numbers. */
    SeenFile seen(Iterator<Seen> answers, int top) {
      return new SeenFile(file, numbers.isEmpty() ? List.of() : answers.next().top(top), problem);
    }
  }
}
