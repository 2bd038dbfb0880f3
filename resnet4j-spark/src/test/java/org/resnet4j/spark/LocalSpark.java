package org.resnet4j.spark;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;

/** Spark within the tests' JVM, and pictures for it. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The session of all tests: two tasks at once. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  /** ResNet-20 for CIFAR-10's classes, as it ships with the command line. */
  public static Path cifar10() {
    return weights("cifar10");
  }

  /** ResNet-20 trained on these data. */
  public static Path weights(String data) {
    return Path.of("..", "resnet4j-cli", "src", "main", "resources", "org", "resnet4j", "cli")
        .resolve("weights")
        .resolve("resnet20-%s.safetensors".formatted(data));
  }

  /** A picture of patches, of a size and colours by its number. */
  public static byte[] picture(int number) {
    var random = new Random(number);
    int width = 24 + random.nextInt(40);
    int height = 24 + random.nextInt(40);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var draw = image.createGraphics();
    for (int i = 0; i < 12; i++) {
      draw.setColor(new Color(random.nextInt(1 << 24)));
      draw.fillOval(
          random.nextInt(width), random.nextInt(height), random.nextInt(30), random.nextInt(30));
    }
    draw.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, number % 2 == 0 ? "png" : "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Whether a thread that was told to end does not do so within seconds. */
  public static boolean isStillAlive(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return thread.isAlive();
  }

  /** Writes pictures {@code from} to {@code to}, spread over two folders. */
  public static void pictures(Path folder, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      var inside = Files.createDirectories(folder.resolve(i % 3 == 0 ? "odd ones" : "b"));
      Files.write(inside.resolve("%04d.%s".formatted(i, i % 2 == 0 ? "png" : "jpg")), picture(i));
    }
  }
}
