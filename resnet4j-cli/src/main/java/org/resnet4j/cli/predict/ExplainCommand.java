package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.PictureOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.TrainedNetworkOptions;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.evaluate.Scores;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.report.picture.DrawingException;
import org.resnet4j.report.picture.ExplainedImage;
import org.resnet4j.report.picture.HeatOverlay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where in an image a network sees a class. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show where in an image a network sees a class (Grad-CAM), as a PNG.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j explain digit.png",
      "  resnet4j explain digit.png --class 8 --output eight.png",
      "  resnet4j explain cat.jpg --model resnet20 --weights r20.th --data cifar10"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "IMAGE",
      description = "An image file: JPEG, PNG, GIF, BMP, TIFF, WebP, PBM, PGM, PPM")
  Path image;

  @Mixin TrainedNetworkOptions networks;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class to look for (default: the most probable).")
  @Nullable String wanted;

  @Option(
      names = "--node",
      paramLabel = "PATH",
      description = "Where in the network to look (default: the last node that is an image).")
  @Nullable String node;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The PNG to write (default: IMAGE.explained.png).")
  @Nullable Path output;

  @Mixin PictureOptions pictures;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(image)) {
      throw new DataException(image + " is a folder, not an image; name an image in it");
    }
    if (!Files.isRegularFile(image)) {
      throw new DataException("there is no image " + image);
    }
    var trained = networks.open(answer);
    try (var engine = engines.open(trained.network().layer(), Precision.FP32)) {
      return explain(engine, trained);
    }
  }

  private int explain(Engine engine, TrainedNetwork trained) throws IOException {
    var picture = pictures.read(image);
    var probabilities = probabilities(engine, trained, picture);
    int index = wanted == null ? Scores.argmax(probabilities) : index(trained, wanted);
    var where = node == null ? GradCam.lastImageNode(trained.network(), trained.input()) : node;
    var map =
        GradCam.of(
            engine, trained.network(), trained.input(), trained.numbers(picture), index, where);
    return write(trained, trained.seen(picture), map, index, where, probabilities[index]);
  }

  private int write(
      TrainedNetwork trained, Image seen, GradCam map, int index, String where, double probability)
      throws IOException {
    var target = output == null ? Path.of(image + ".explained.png") : output;
    var name = trained.classes().get(index);
    AtomicFile.write(target, png(new ExplainedImage(seen, map, name, probability)));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("image", image.toString());
    fields.put("class", name);
    fields.put("probability", probability);
    fields.put("node", where);
    fields.put("output", target.toString());
    return answer.give(
        fields,
        out ->
            answer.tell(
                out,
                "%s: %s, %.1f %%; where the network sees it (%s): %s",
                image,
                name,
                100 * probability,
                where,
                target));
  }

  /** With its words; without them where this machine has no letters. */
  private byte[] png(ExplainedImage explained) {
    try {
      return explained.picture(answer.language()).png(1);
    } catch (DrawingException e) {
      answer.note(String.valueOf(e.getMessage()));
      return HeatOverlay.png(explained.image(), explained.map());
    }
  }

  private static double[] probabilities(Engine engine, TrainedNetwork trained, Image picture) {
    try (var classifier = Classifier.of(trained, engine)) {
      return classifier.classify(picture).probabilities();
    }
  }

  private int index(TrainedNetwork trained, String name) {
    int index = trained.classes().indexOf(name);
    if (index < 0) {
      throw new ParameterException(
          command.commandLine(),
          "there is no class '%s'; choose from %s"
              .formatted(name, String.join(", ", trained.classes())));
    }
    return index;
  }
}
