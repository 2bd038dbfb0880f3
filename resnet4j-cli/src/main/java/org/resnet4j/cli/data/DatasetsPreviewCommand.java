package org.resnet4j.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Targets;
import org.resnet4j.data.image.ContactSheet;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.report.picture.CaptionedImage;
import org.resnet4j.report.picture.DrawingException;
import org.resnet4j.report.picture.ImageSheet;
import org.resnet4j.report.picture.Theme;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws images of a data set as the network will see them. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = "Write a contact sheet of training images as the network will see them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j datasets preview mnist --output seen.png",
      "  resnet4j datasets preview cifar10 --recipe paper-cifar10 --output seen.png"
    })
public final class DatasetsPreviewCommand implements Callable<Integer> {
  private static final int COLUMNS = 8;

  @Parameters(paramLabel = "NAME|DIR", description = "A data set's name, or a folder.")
  String name;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "The recipe whose augmentation is applied.")
  @Nullable String recipe;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The PNG to write (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("preview.png");

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the augmentation.")
  long seed = 1;

  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() {
    var split = DataOptions.datasets(answer, false).open(name);
    var named = recipe == null ? Datasets.card(name).recipe() : recipe;
    var how =
        Usage.of(command, () -> Recipes.of(named))
            .with(r -> r.data(name).seed(seed).batchSize(COLUMNS * COLUMNS));
    var images = LoaderData.of(split, how, 1);
    try (var batches = images.training(0, 0)) {
      batches.next().ifPresent(batch -> write(batch, images.classNames()));
    }
    return answer.give(
        Map.of("data", name, "output", output.toString()),
        out -> answer.tell(out, "what a network sees of %s: %s", name, output));
  }

  /** With the classes' names under the images; without where this machine has no letters. */
  private void write(Batch batch, List<String> classes) {
    try {
      var sheet = ImageSheet.of(name, captioned(batch, classes), COLUMNS, Theme.LIGHT);
      AtomicFile.write(output, sheet.png(1));
    } catch (DrawingException e) {
      answer.note(String.valueOf(e.getMessage()));
      ContactSheet.write(output, batch, COLUMNS);
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s".formatted(output, Reason.of(e)), e);
    }
  }

  /** An image that is mixed of two has no name. */
  private static List<CaptionedImage> captioned(Batch batch, List<String> classes) {
    var seen = ContactSheet.images(batch);
    var captioned = new ArrayList<CaptionedImage>();
    for (int i = 0; i < seen.size(); i++) {
      var name =
          batch.targets() instanceof Targets.Labels(int[] labels) ? classes.get(labels[i]) : "";
      captioned.add(new CaptionedImage(seen.get(i), name));
    }
    return captioned;
  }
}
