package org.resnet4j.serve.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoder;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.data.image.Orientation;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.setting.ServerLimits;

/** Decodes pictures that strangers send: not too large ones, and not too many pixels at once. */
final class Pictures {
  /** So many of the largest pictures are decoded at once. */
  private static final int AT_ONCE = 3;

  private final ImageDecoder decoder = ImageDecoders.best();
  private final ServerLimits limits;
  private final Semaphore kilopixels;

  Pictures(ServerLimits limits) {
    this.limits = limits;
    kilopixels = new Semaphore(AT_ONCE * kilo(limits.pixels()), true);
  }

  private static int kilo(long pixels) {
    return Math.toIntExact(pixels / 1000 + 1);
  }

  /**
   * Decodes a picture, and keeps its pixels counted as long as it is in use.
   *
   * @param upright whether to turn it as its camera says
   * @throws Refusal if it is no picture, has too many pixels, or the deadline passes first
   */
  <T> T use(byte[] file, boolean upright, Function<Image, T> use) {
    long pixels = PictureSize.of(file);
    if (pixels > limits.pixels()) {
      throw new Refusal(
          413, "the picture has %,d pixels; the limit is %,d".formatted(pixels, limits.pixels()));
    }
    int permits = kilo(pixels);
    enter(permits);
    try {
      var image = decoder.decode("the picture", file);
      return use.apply(upright ? Orientation.upright(image, Orientation.of(file)) : image);
    } catch (DataException e) {
      throw Refusal.wrong(e.getMessage());
    } finally {
      kilopixels.release(permits);
    }
  }

  private void enter(int permits) {
    try {
      if (!kilopixels.tryAcquire(permits, limits.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(503, "too many large pictures are being read; try again soon");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the server is stopping");
    }
  }
}
