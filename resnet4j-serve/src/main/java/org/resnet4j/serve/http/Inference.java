package org.resnet4j.serve.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.ClassifierException;
import org.resnet4j.classify.Seen;
import org.resnet4j.data.Image;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Tensor;
import org.resnet4j.serve.setting.ServerLimits;

/** Asks a model about the pictures of one request, within the limits of all. */
final class Inference {
  private final ServerLimits limits;
  private final Pictures pictures;

  Inference(ServerLimits limits) {
    this.limits = limits;
    pictures = new Pictures(limits);
  }

  /** What the model sees in an input, picture by picture. */
  List<Seen> of(Loan loan, Tensor input, Duration wish) {
    var classifier = loan.model().classifier().within(least(wish));
    return switch (input) {
      case Tensor.Pictures many -> {
        requireName(many, "picture", "BYTES");
        yield inRoom(loan, many.files().size(), () -> seen(classifier, many.files()));
      }
      case Tensor.Numbers numbers -> {
        requireName(numbers, "numbers", "FP32");
        var each = split(numbers, classifier);
        yield inRoom(loan, each.size(), () -> all(each, one -> () -> classifier.classify(one)));
      }
    };
  }

  private List<Seen> seen(Classifier classifier, List<byte[]> files) {
    return all(files, file -> () -> pictures.use(file, false, classifier::classify));
  }

  /** One picture, decoded, with whatever is wanted of it. */
  <T> T picture(Loan loan, byte[] file, boolean upright, Function<Image, T> use) {
    return inRoom(loan, 1, () -> answered(() -> pictures.use(file, upright, use)));
  }

  Duration deadline() {
    return limits.deadline();
  }

  private Duration least(Duration wish) {
    return wish.compareTo(limits.deadline()) < 0 ? wish : limits.deadline();
  }

  private static void requireName(Tensor input, String name, String datatype) {
    if (!input.name().equals(name)) {
      throw Refusal.wrong(
          "the input of datatype %s is called '%s', not '%s'"
              .formatted(datatype, name, input.name()));
    }
    if (input instanceof Tensor.Pictures && input.shape().stream().skip(1).anyMatch(n -> n != 1)) {
      throw Refusal.wrong("pictures have the shape [N] or [N, 1], not " + input.shape());
    }
  }

  /** One array per picture. */
  private static List<float[]> split(Tensor.Numbers numbers, Classifier classifier) {
    var input = classifier.input();
    var each = input.sizes().stream().map(Integer::longValue).toList();
    var shape = numbers.shape();
    if (shape.size() != each.size() + 1 || !shape.subList(1, shape.size()).equals(each)) {
      throw Refusal.wrong(
          "the input 'numbers' has the shape [N, %d, %d, %d], not %s"
              .formatted(input.channels(), input.height(), input.width(), shape));
    }
    int length = (int) input.elements();
    var out = new ArrayList<float[]>();
    for (int at = 0; at < numbers.values().length; at += length) {
      out.add(Arrays.copyOfRange(numbers.values(), at, at + length));
    }
    return out;
  }

  private <T> T inRoom(Loan loan, int count, Supplier<T> work) {
    if (count > limits.pictures()) {
      throw Refusal.wrong(
          "a request has %d pictures at most, got %d".formatted(limits.pictures(), count));
    }
    loan.enter(count);
    return work.get();
  }

  /** Asks about all at once, so that they can be computed together. */
  private static <T> List<Seen> all(List<T> many, Function<T, Callable<Seen>> question) {
    if (many.size() == 1) {
      return List.of(answered(question.apply(many.getFirst())));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Seen>>();
      many.forEach(one -> asked.add(threads.submit(question.apply(one))));
      var seen = new ArrayList<Seen>();
      for (var one : asked) {
        seen.add(answered(one::get));
      }
      return seen;
    }
  }

  private static <T> T answered(Callable<T> question) {
    try {
      return question.call();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException own
          ? refusal(own)
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the server is stopping");
    } catch (RuntimeException e) {
      throw refusal(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException refusal(RuntimeException e) {
    return switch (e) {
      case IllegalArgumentException wrong -> Refusal.wrong(wrong.getMessage());
      case ClassifierException none ->
          switch (none.reason()) {
            case DEADLINE -> new Refusal(504, none.getMessage());
            case INTERRUPTED, CLOSED -> new Refusal(503, "the server is stopping");
            case FAILED -> none;
          };
      default -> e;
    };
  }
}
