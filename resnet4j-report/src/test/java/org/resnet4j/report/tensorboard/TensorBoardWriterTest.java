package org.resnet4j.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;

final class TensorBoardWriterTest {

  @Test
  void theMaskedChecksumIsTensorFlows() {
    // the length 24 of a first record, as TensorFlow itself writes it: 18 00 … 00 | a3 7f 4b 22
    var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(24).array();
    assertThat(TensorBoardWriter.maskedCrc(length, 8)).isEqualTo(0x224b7fa3);
  }

  @Test
  void recordsAreWholeAndHoldTheTags(@TempDir Path folder) throws Exception {
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(step(1, 0.0, 2.3));
      writer.accept(step(2, 0.1, 2.2)); // too soon after the first: left out
      writer.accept(step(3, 1.0, 2.1));
    }
    var records = records(folder);
    assertThat(records).hasSize(3);
    assertThat(text(records.get(0))).contains("brain.Event:2");
    assertThat(text(records.get(1)))
        .contains("train/loss", "train/accuracy", "train/learning_rate");
    var loss = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(2.1f).array();
    assertThat(text(records.get(2))).contains(text(loss));
  }

  private static TrainingEvent.Step step(long iteration, double seconds, double loss) {
    var metrics = new Metrics(loss, 0.5, 0.9, 128, 1000, 0);
    return new TrainingEvent.Step(1, iteration, metrics, 0.1, Double.NaN, seconds);
  }

  /** The records' data; every checksum must hold. */
  private static List<byte[]> records(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()));
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      var records = new ArrayList<byte[]>();
      while (bytes.hasRemaining()) {
        var head = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.position() + 8);
        var data = new byte[Math.toIntExact(bytes.getLong())];
        assertThat(bytes.getInt()).isEqualTo(TensorBoardWriter.maskedCrc(head, 8));
        bytes.get(data);
        assertThat(bytes.getInt()).isEqualTo(TensorBoardWriter.maskedCrc(data, data.length));
        records.add(data);
      }
      return records;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
