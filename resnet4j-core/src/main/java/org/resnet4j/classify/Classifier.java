package org.resnet4j.classify;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.image.ImageDecoder;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Predictor;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Selection;

/**
 * A trained network that says what a picture shows: a picture in, names out.
 *
 * {@snippet :
 * try (var classifier = Classifier.open(Path.of("runs/pets"))) {
 *   var seen = classifier.classify(picture);
 *   seen.top(5).forEach(guess -> log.info("{} {}", guess.name(), guess.probability()));
 *   float[] features = classifier.embed(picture);
 * }
 * }
 *
 * <p><b>Threads.</b> For any number of threads, platform or virtual, at once. A calling thread
 * decodes its picture and prepares its numbers; then the call waits in a bounded queue, in which
 * nobody overtakes, and one thread computes from its front, up to {@link Builder#batch} calls
 * together. An engine's rounding may depend on how many it computes together: logits then differ by
 * about 10⁻⁶ of the largest. Where every bit must be the same whatever the others ask, {@code
 * batch(1)} says so. What else is in a batch, and at which place, changes nothing.
 *
 * <p><b>Memory.</b> Where the preprocessing makes every picture as large, which it usually does,
 * the classifier holds what {@link Engine#memory} says of its input and {@link Builder#batch}, once
 * nobody else keeps the network: its weights are in memory once, as the engine wants them. A
 * service that is asked for one picture at a time needs least with {@code batch(1)}.
 *
 * <p><b>Errors.</b> A picture that cannot be read is a {@link DataException}, a call without an
 * answer a {@link ClassifierException}, which says why. After either one may go on.
 */
public final class Classifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.resnet4j.classify");

  private final Sight sight;
  private final Answers answers;
  private final Optional<Duration> deadline;
  private final Runnable afterwards;
  private final ImageDecoder decoder;

  private Classifier(
      ImageDecoder decoder,
      Sight sight,
      Answers answers,
      Optional<Duration> deadline,
      Runnable afterwards) {
    this.decoder = decoder;
    this.sight = sight;
    this.answers = answers;
    this.deadline = deadline;
    this.afterwards = afterwards;
  }

  /**
   * Opens what says itself what it is: the folder of a run, a weight file that was trained here, a
   * file of torchvision's by its published name, or a folder in Hugging Face's or timm's form
   * ({@code config.json}, {@code model.safetensors}, {@code preprocessor_config.json}).
   *
   * @param weights the file or folder
   * @return a classifier on the best engine there is, to be closed by the caller
   * @throws IllegalArgumentException if it does not say all that is needed; the message names what
   *     {@link #builder} must be told
   * @throws org.resnet4j.weights.WeightsException if it is not sound
   * @throws org.resnet4j.engine.EngineException if no engine can compute the network
   */
  public static Classifier open(Path weights) {
    return builder().open(weights);
  }

  /**
   * The same by name: {@code imagenet:resnet50} or {@code imagenet:resnet50:v2} for what
   * torchvision publishes, from the cache or fetched into it; any other name is a path.
   *
   * @param weights the name
   * @return a classifier on the best engine there is, to be closed by the caller
   * @throws IllegalArgumentException as {@link #open(Path)}, or if torchvision publishes no such
   *     weights
   * @throws org.resnet4j.fetch.FetchException if they cannot be fetched
   */
  public static Classifier open(String weights) {
    return builder().open(weights);
  }

  /** {@return a builder, for weights that do not say everything and for other wishes} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Prepares an engine, which stays the caller's, to run a network.
   *
   * @param trained the network and what belongs to it
   * @param engine computes; closed after the classifier
   * @return a classifier to be closed by the caller
   * @throws org.resnet4j.engine.EngineException if the engine refuses the network, or the memory
   *     does not suffice
   */
  public static Classifier of(TrainedNetwork trained, Engine engine) {
    return of(trained, engine, Batching.USUAL, () -> {});
  }

  /**
   * The same, with another size of batches than the builder's usual.
   *
   * @param trained the network and what belongs to it
   * @param engine computes; closed after the classifier
   * @param most see {@link Builder#batch}
   * @return a classifier to be closed by the caller
   * @throws IllegalArgumentException if {@code most} is out of range
   * @throws org.resnet4j.engine.EngineException if the engine refuses the network, or the memory
   *     does not suffice
   */
  public static Classifier of(TrainedNetwork trained, Engine engine, int most) {
    return of(trained, engine, Batching.USUAL.withMost(most), () -> {});
  }

  /**
   * The network that {@link #open(Path)} would use, for other work than naming pictures.
   *
   * @param weights a file or folder
   * @param hints what the user says of it
   * @param datasets opens a data set by its name, for weights that do not say how they want
   *     pictures
   * @return the network, how it wants pictures, and its classes
   * @throws IllegalArgumentException if it does not say all that is needed
   * @throws org.resnet4j.weights.WeightsException if it is not sound
   */
  public static TrainedNetwork network(
      Path weights, Hints hints, Function<String, Split> datasets) {
    return new Said(hints, Optional.empty(), Optional.empty(), datasets).network(weights);
  }

  /** The same, as the builder has it. */
  static Classifier of(
      TrainedNetwork trained, Engine engine, Batching batching, Runnable afterwards) {
    var features = Features.node(trained.network().layer(), trained.input());
    var answers = new Answers(predictor(trained, engine, batching.most()), features, batching);
    var decoder = ImageDecoders.best(); // searches the class path
    return new Classifier(decoder, Sight.of(trained), answers, batching.deadline(), afterwards);
  }

  /** Where every picture becomes as large, the engine prepares for that, and keeps nothing else. */
  private static Predictor predictor(TrainedNetwork trained, Engine engine, int most) {
    return trained.pipeline().isOfOneSize()
        ? engine.prediction(trained.network(), trained.input(), most)
        : engine.prediction(trained.network());
  }

  /**
   * This classifier with a deadline for each call, in place of the one it was opened with. Both are
   * one: closing either closes both.
   *
   * @param time from a call's beginning to its answer, decoding included
   * @return the same network behind the same queue
   * @throws IllegalArgumentException if the time is not positive
   */
  public Classifier within(Duration time) {
    Batching.positive(time);
    return new Classifier(decoder, sight, answers, Optional.of(time), afterwards);
  }

  /** {@return the names of the classes, in the order of the network's outputs} */
  public List<String> classes() {
    return sight.classes();
  }

  /**
   * What a picture shows.
   *
   * @param file a picture, JPEG, PNG, …
   * @return every class with its probability
   * @throws DataException if it cannot be read
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(Path file) {
    return seen(() -> decoder.read(file));
  }

  /**
   * What a picture shows.
   *
   * @param in the bytes of a picture's file, read to their end; not closed
   * @return every class with its probability
   * @throws DataException if it cannot be read
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(InputStream in) {
    return seen(() -> read(in));
  }

  /**
   * What a picture shows.
   *
   * @param file the bytes of a picture's file
   * @return every class with its probability
   * @throws DataException if they are no picture
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(byte[] file) {
    return seen(() -> decoder.decode("the picture", file));
  }

  /**
   * What a picture shows.
   *
   * @param picture as the JDK has it, of any type
   * @return every class with its probability
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(BufferedImage picture) {
    return seen(() -> ImageDecoders.of(picture));
  }

  /**
   * What a picture shows.
   *
   * @param picture of any size, grey or colour
   * @return every class with its probability
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(Image picture) {
    return seen(() -> picture);
  }

  /**
   * What numbers show that a caller has prepared, as {@link TrainedNetwork#numbers} does.
   *
   * @param numbers as the network takes them: (C, H, W) of {@link #input}, row-major; not to be
   *     written to until the answer is there
   * @return every class with its probability
   * @throws IllegalArgumentException if they are not as many as the input has, or not finite
   * @throws ClassifierException if there is no answer
   */
  public Seen classify(float[] numbers) {
    var prepared = sight.prepared(numbers);
    return Seen.of(answers.to(() -> prepared, false, deadline), sight.classes());
  }

  /**
   * What several pictures show: they go into the queue together, so that batches are full.
   *
   * @param numbers of each picture, see {@link #classify(float[])} and {@link #numbers}
   * @return an answer for each, in their order
   * @throws IllegalArgumentException if those of one are not as many as the input has, or not
   *     finite; none is asked then
   * @throws ClassifierException if there is no answer to one of them
   */
  public List<Seen> classifyAll(List<float[]> numbers) {
    var prepared = numbers.stream().map(sight::prepared).toList();
    return answers.toAll(prepared, deadline).stream()
        .map(logits -> Seen.of(logits, sight.classes()))
        .toList();
  }

  /**
   * The numbers that the network is shown of a picture, as {@link #classify(float[])} takes them.
   *
   * @param picture of any size, grey or colour
   * @return (C, H, W) of {@link #input}, row-major; a new array
   */
  public float[] numbers(Image picture) {
    return sight.prepare(picture).numbers();
  }

  /** {@return what the network takes of one picture, (C, H, W)} */
  public Shape input() {
    return sight.input();
  }

  /**
   * What the network is shown of a picture: as a picture, before its pixels become numbers.
   *
   * @param picture of any size, grey or colour
   * @return the cropped and resized picture
   */
  public Image shown(Image picture) {
    return sight.shown(picture);
  }

  /**
   * What the network knows of a picture before it names it: the input of its last layer ({@code
   * flatten} of a ResNet, which is the mean over each of its maps; {@code classifier.5} of VGG and
   * AlexNet; {@code f6_squash} of LeNet-5 of 1998).
   *
   * @param file a picture, JPEG, PNG, …
   * @return the features, 512 of ResNet-18, 2048 of ResNet-50; a new array
   * @throws DataException if it cannot be read
   * @throws ClassifierException if there is no answer
   */
  public float[] embed(Path file) {
    return features(() -> decoder.read(file));
  }

  /**
   * The features of a picture, see {@link #embed(Path)}.
   *
   * @param in the bytes of a picture's file, read to their end; not closed
   * @return the features; a new array
   * @throws DataException if it cannot be read
   * @throws ClassifierException if there is no answer
   */
  public float[] embed(InputStream in) {
    return features(() -> read(in));
  }

  /**
   * The features of a picture, see {@link #embed(Path)}.
   *
   * @param file the bytes of a picture's file
   * @return the features; a new array
   * @throws DataException if they are no picture
   * @throws ClassifierException if there is no answer
   */
  public float[] embed(byte[] file) {
    return features(() -> decoder.decode("the picture", file));
  }

  /**
   * The features of a picture, see {@link #embed(Path)}.
   *
   * @param picture as the JDK has it, of any type
   * @return the features; a new array
   * @throws ClassifierException if there is no answer
   */
  public float[] embed(BufferedImage picture) {
    return features(() -> ImageDecoders.of(picture));
  }

  /**
   * The features of a picture, see {@link #embed(Path)}.
   *
   * @param picture of any size, grey or colour
   * @return the features; a new array
   * @throws ClassifierException if there is no answer
   */
  public float[] embed(Image picture) {
    return features(() -> picture);
  }

  private Seen seen(Supplier<Image> picture) {
    var logits = answers.to(() -> sight.prepare(picture.get()), false, deadline);
    return Seen.of(logits, sight.classes());
  }

  private float[] features(Supplier<Image> picture) {
    return answers.to(() -> sight.prepare(picture.get()), true, deadline);
  }

  private Image read(InputStream in) {
    try {
      return decoder.decode("the picture", in.readAllBytes());
    } catch (IOException e) {
      throw new DataException("the picture cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Computes black pictures until batches of every size get no faster, for half a minute at most:
   * when it returns, answers are at full speed. Others may call meanwhile.
   *
   * @throws org.resnet4j.engine.EngineException if the memory does not suffice
   * @throws IllegalStateException if the classifier is closed
   */
  public void warmUp() {
    var black = Image.black(3, 375, 500);
    answers.warmUp(() -> sight.prepare(black));
  }

  /** Ends the calls that wait with one error each, and frees all memory; again: nothing. */
  @Override
  public void close() {
    answers.close();
    afterwards.run();
  }

  /**
   * How a {@link Classifier} is opened: what weights do not say themselves, and other wishes. Each
   * method changes the builder and gives it back; it may open several classifiers. For one thread.
   *
   * {@snippet :
   * var classifier =
   *     Classifier.builder()
   *         .model("resnet18")
   *         .classes(ImageNetClasses.NAMES)
   *         .preprocessing(
   *             Pipeline.of(new Resize(256), new CentreCrop(224), Normalise.imagenet()))
   *         .open(Path.of("resnet18.pth"));
   * }
   */
  public static final class Builder {
    private final Map<String, String> modelOptions = new HashMap<>();
    private @Nullable String model;
    private @Nullable List<String> classes;
    private @Nullable Pipeline preprocessing;
    private Selection selection = Selection.USUAL;
    private @Nullable Engine engine;
    private String engineName = "auto";
    private EngineOptions engineOptions = EngineOptions.cpu();
    private Batching batching = Batching.USUAL;
    private boolean offline;

    Builder() {}

    /**
     * The network, for weights that do not say it.
     *
     * @param name in the zoo, {@code resnet18}
     * @return this builder
     */
    public Builder model(String name) {
      model = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * A variation of the network.
     *
     * @param option {@code shortcut}, {@code stride-placement} or {@code stem}
     * @param value as recipes write it, {@code small}
     * @return this builder
     */
    public Builder modelOption(String option, String value) {
      modelOptions.put(option, value);
      return this;
    }

    /**
     * The names of the classes, for weights that do not say them or say others.
     *
     * @param names in the order of the network's outputs
     * @return this builder
     */
    public Builder classes(List<String> names) {
      classes = List.copyOf(names);
      return this;
    }

    /**
     * The names of the classes, for weights that do not say them or say others.
     *
     * @param names in the order of the network's outputs
     * @return this builder
     */
    public Builder classes(String... names) {
      return classes(List.of(names));
    }

    /**
     * How a picture becomes numbers, for weights that do not say it or are to see otherwise. Grey
     * or colour is taken from the normalisation: three channels, if it is not for one.
     *
     * @param pipeline from a picture of any size to numbers of one size
     * @return this builder
     */
    public Builder preprocessing(Pipeline pipeline) {
      preprocessing = Objects.requireNonNull(pipeline, "pipeline");
      return this;
    }

    /**
     * Which of a file's networks, where it holds several. Without this it is the average of the
     * weights, or else the first.
     *
     * @param word {@code ema}, {@code raw} or the key under which the network stands
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public Builder state(String word) {
      selection = Selection.of(word);
      return this;
    }

    /**
     * An engine that stays the caller's and outlives the classifier.
     *
     * @param theirs in place of one that the classifier opens and closes itself
     * @return this builder
     */
    public Builder engine(Engine theirs) {
      engine = Objects.requireNonNull(theirs, "theirs");
      return this;
    }

    /**
     * The engine to open.
     *
     * @param name {@code vector}, {@code torch} or {@code auto}
     * @return this builder
     */
    public Builder engine(String name) {
      engineName = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * What is asked of the engine to open: device, precision, threads.
     *
     * @param options in place of {@link EngineOptions#cpu}
     * @return this builder
     */
    public Builder engineOptions(EngineOptions options) {
      engineOptions = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * How many waiting calls are computed together at most; 8, if this is not called.
     *
     * @param most from 1, with which an answer has the same bits whoever else asks, to 1024
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder batch(int most) {
      batching = batching.withMost(most);
      return this;
    }

    /**
     * How many calls wait at most; further ones wait for a place, first come, first served. 256, if
     * this is not called.
     *
     * @param calls at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public Builder queue(int calls) {
      batching = batching.withRoom(calls);
      return this;
    }

    /**
     * A deadline for every call; see {@link Classifier#within} for a single one. Without it calls
     * wait as long as it takes.
     *
     * @param time from a call's beginning to its answer, decoding included
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration time) {
      batching = batching.withDeadline(time);
      return this;
    }

    /**
     * Who is told counts and times.
     *
     * @param meters called by several threads
     * @return this builder
     */
    public Builder meters(ClassifierMeters meters) {
      batching = batching.withMeters(Objects.requireNonNull(meters, "meters"));
      return this;
    }

    /**
     * Uses what is on this machine; nothing is fetched.
     *
     * @return this builder
     */
    public Builder offline() {
      offline = true;
      return this;
    }

    /**
     * Opens weights by name.
     *
     * @param weights as {@link Classifier#open(String)}
     * @return the classifier, to be closed by the caller
     * @throws IllegalArgumentException as {@link Classifier#open(String)}
     * @throws org.resnet4j.fetch.FetchException if they cannot be fetched
     */
    public Classifier open(String weights) {
      return open(Location.of(weights, Optional.ofNullable(model), Location.files(offline)));
    }

    /**
     * Opens weights.
     *
     * @param weights a file or folder
     * @return the classifier, to be closed by the caller
     * @throws IllegalArgumentException as {@link Classifier#open(Path)}
     * @throws org.resnet4j.weights.WeightsException if they are not sound
     * @throws org.resnet4j.engine.EngineException if no engine can compute the network
     */
    public Classifier open(Path weights) {
      return open(weights, network(weights));
    }

    /**
     * The network that {@link #open(Path)} would use, for other work than naming pictures.
     *
     * @param weights a file or folder
     * @return the network, how it wants pictures, and its classes
     * @throws IllegalArgumentException as {@link Classifier#open(Path)}
     * @throws org.resnet4j.weights.WeightsException if they are not sound
     */
    public TrainedNetwork network(Path weights) {
      return new Said(
              new Hints(Optional.ofNullable(model), modelOptions, Optional.empty(), selection),
              Optional.ofNullable(classes),
              Optional.ofNullable(preprocessing),
              new Datasets(CachePaths.standard(), offline, (what, done, total) -> {})::open)
          .network(weights);
    }

    private Classifier open(Path weights, TrainedNetwork trained) {
      var theirs = engine;
      if (theirs != null) {
        return logged(weights, trained, theirs, () -> {});
      }
      var ours = Engines.open(engineName, engineOptions, trained.network().layer());
      try {
        return logged(weights, trained, ours, ours::close);
      } catch (RuntimeException | Error e) {
        ours.close();
        throw e;
      }
    }

    private Classifier logged(
        Path weights, TrainedNetwork trained, Engine engine, Runnable afterwards) {
      var classifier = Classifier.of(trained, engine, batching, afterwards);
      var taken = trained.taken().what();
      LOG.log(
          System.Logger.Level.INFO,
          () ->
              "classifier of %d classes from %s: input %s, batches of up to %d, engine %s%s"
                  .formatted(
                      trained.classes().size(),
                      weights,
                      trained.input(),
                      batching.most(),
                      engine.description(),
                      taken.isEmpty() ? "" : "; " + taken));
      return classifier;
    }
  }
}
