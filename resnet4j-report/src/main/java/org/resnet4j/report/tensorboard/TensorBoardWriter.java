package org.resnet4j.report.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.resnet4j.train.event.TrainingEvent;

/**
 * Writes a training's numbers to a file that TensorBoard reads: {@code events.out.tfevents.*} with
 * the tags {@code train/loss}, {@code train/accuracy}, {@code train/learning_rate}, {@code
 * train/images_per_second}, {@code eval/loss}, {@code eval/accuracy}, {@code eval/top5}; where
 * gradients are measured, {@code gradients/LAYER}, ‖∂L/∂y‖, and {@code gradient_values/LAYER}, the
 * distribution of ∂L/∂y as a histogram. When a training is resumed, steps after its checkpoint are
 * taken out of the earlier files first, so that no step occurs twice.
 *
 * <p>The file is a row of records: length (8 bytes, little endian), its masked CRC-32C, an Event of
 * TensorFlow's event.proto, its masked CRC-32C.
 */
public final class TensorBoardWriter implements Consumer<TrainingEvent>, AutoCloseable {
  private static final double LOG_EVERY_SECONDS = 0.5;

  private final Path path;
  private final double now;
  private @Nullable FileChannel file;
  private double lastStep = Double.NEGATIVE_INFINITY;

  /**
   * Writes a new file in this folder, which is made where it is not there; neither is, before the
   * training has started.
   */
  public TensorBoardWriter(Path folder) {
    long millis = System.currentTimeMillis();
    now = millis / 1e3;
    var name =
        EarlierEvents.PREFIX
            + String.format(Locale.ROOT, "%010d.resnet4j.%03d", millis / 1000, millis % 1000);
    path = folder.resolve(name);
  }

  private FileChannel open() throws IOException {
    var opened = file;
    if (opened == null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      opened = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      file = opened;
      record(opened, new ProtocolBuffer().wallTime(now).text(3, "brain.Event:2"));
    }
    return opened;
  }

  @Override
  public void accept(TrainingEvent event) {
    try {
      switch (event) {
        case TrainingEvent.Started e -> {
          open();
          EarlierEvents.keepUpTo(e.done(), path.toAbsolutePath().getParent(), path);
        }
        case TrainingEvent.Step e when e.seconds() - lastStep >= LOG_EVERY_SECONDS -> step(e);
        case TrainingEvent.Evaluated e -> evaluated(e);
        case TrainingEvent.Probed e -> probed(e);
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write TensorBoard's events", e);
    }
  }

  private void step(TrainingEvent.Step e) throws IOException {
    lastStep = e.seconds();
    scalars(
        e.iteration(),
        new ProtocolBuffer()
            .value("train/loss", e.batch().loss())
            .value("train/accuracy", e.batch().top1())
            .value("train/learning_rate", e.learningRate())
            .value("train/images_per_second", e.batch().imagesPerSecond()));
  }

  private void evaluated(TrainingEvent.Evaluated e) throws IOException {
    scalars(
        e.iteration(),
        new ProtocolBuffer()
            .value("eval/loss", e.evaluation().meanLoss())
            .value("eval/accuracy", e.evaluation().accuracy())
            .value("eval/top5", e.evaluation().top5()));
  }

  private void probed(TrainingEvent.Probed e) throws IOException {
    var summary = new ProtocolBuffer();
    for (var one : e.gradients()) {
      summary.value("gradients/" + one.path(), one.norm());
      summary.value("gradient_values/" + one.path(), one.values());
    }
    scalars(e.iteration(), summary);
  }

  private void scalars(long iteration, ProtocolBuffer summary) throws IOException {
    record(
        open(),
        new ProtocolBuffer()
            .wallTime(System.currentTimeMillis() / 1e3)
            .number(2, iteration)
            .message(5, summary));
  }

  private static void record(FileChannel to, ProtocolBuffer event) throws IOException {
    var data = event.bytes();
    var record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), 8));
    record.put(data);
    record.putInt(maskedCrc(data, data.length));
    record.flip();
    while (record.hasRemaining()) {
      to.write(record);
    }
  }

  /** TensorFlow's masking, which keeps checksums of checksums from being weak. */
  static int maskedCrc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
