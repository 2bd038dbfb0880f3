package org.resnet4j.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.RandomResizedCrop;
import org.resnet4j.data.image.ImageFolder;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;

/**
 * How many photographs of a folder a second are read, decoded, cropped to 224 and normalised, by
 * one worker and more: {@code FolderSpeed FOLDER WORKERS SECONDS}, FOLDER with {@code <class>/…}.
 */
public final class FolderSpeed {
  private FolderSpeed() {}

  public static void main(String[] args) {
    Dataset images = new ImageFolder(Path.of(args[0]));
    double seconds = Double.parseDouble(args[2]);
    for (int workers = 1; workers <= Integer.parseInt(args[1]); workers++) {
      rate(images, workers, seconds / 3); // the JVM gets warm
      double rate = rate(images, workers, seconds);
      System.out.printf(
          Locale.ROOT,
          "%d workers: %.0f images/s, %.0f per worker%n",
          workers,
          rate,
          rate / workers);
    }
  }

  private static double rate(Dataset images, int workers, double seconds) {
    var steps =
        Pipeline.of(RandomResizedCrop.usual(224), new HorizontalFlip(0.5), Normalise.imagenet());
    var options = LoaderOptions.training(32, 1).withWorkers(workers);
    try (var loader = new Loader(images, steps, options)) {
      long begin = System.nanoTime();
      int count = 0;
      while (System.nanoTime() - begin < seconds * 1e9) {
        count += loader.next().orElseThrow().batch().size();
      }
      return count / ((System.nanoTime() - begin) / 1e9);
    }
  }
}
