package org.resnet4j.report.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
 * train/images_per_second}, {@code eval/loss}, {@code eval/accuracy}, {@code eval/top5}. When a
 * training is resumed, steps after its checkpoint are taken out of the earlier files first, so that
 * no step occurs twice.
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
            + String.format(Locale.ROOT, "%010d.resnet4j.%d", millis / 1000, millis % 1000);
    path = folder.resolve(name);
  }

  private FileChannel open() throws IOException {
    var opened = file;
    if (opened == null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      opened = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      file = opened;
      record(opened, new Proto().wallTime(now).text(3, "brain.Event:2"));
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
        new Proto()
            .value("train/loss", e.batch().loss())
            .value("train/accuracy", e.batch().top1())
            .value("train/learning_rate", e.learningRate())
            .value("train/images_per_second", e.batch().imagesPerSecond()));
  }

  private void evaluated(TrainingEvent.Evaluated e) throws IOException {
    scalars(
        e.iteration(),
        new Proto()
            .value("eval/loss", e.evaluation().meanLoss())
            .value("eval/accuracy", e.evaluation().accuracy())
            .value("eval/top5", e.evaluation().top5()));
  }

  private void scalars(long iteration, Proto summary) throws IOException {
    record(
        open(),
        new Proto()
            .wallTime(System.currentTimeMillis() / 1e3)
            .number(2, iteration)
            .message(5, summary));
  }

  private static void record(FileChannel to, Proto event) throws IOException {
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

  /** A message in Protocol Buffers' wire format, field after field. */
  private static final class Proto {
    private ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    /** Event.wall_time, a double. */
    Proto wallTime(double seconds) {
      room(9).put((byte) (1 << 3 | 1)).putDouble(seconds);
      return this;
    }

    Proto number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Proto text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto message(int field, Proto value) {
      return bytes(field, value.bytes());
    }

    /** Summary.value: a tag and a float. */
    Proto value(String tag, double value) {
      var inner = new Proto().text(1, tag);
      inner.room(5).put((byte) (2 << 3 | 5)).putFloat((float) value);
      return message(1, inner);
    }

    private Proto bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      room(value.length).put(value);
      return this;
    }

    private void varint(long value) {
      room(10);
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.put((byte) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.put((byte) rest);
    }

    private ByteBuffer room(int bytes) {
      if (out.remaining() < bytes) {
        var larger = ByteBuffer.allocate(2 * (out.capacity() + bytes));
        out = larger.order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
      }
      return out;
    }

    byte[] bytes() {
      var bytes = new byte[out.position()];
      out.duplicate().flip().get(bytes);
      return bytes;
    }
  }
}
