package org.resnet4j.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.train.event.Contest;
import org.resnet4j.train.event.GradientReading;
import org.resnet4j.train.event.Histogram;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.recipe.Recipes;

final class TensorBoardWriterTest {

  @Test
  void theMaskedChecksumIsTensorFlows() {
    // the length 24 of a first record, as TensorFlow itself writes it: 18 00 … 00 | a3 7f 4b 22
    var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(24).array();
    assertThat(TensorBoardWriter.maskedCrc(length, 8)).isEqualTo(0x224b7fa3);
  }

  @Test
  void aFileBeginsWithItsVersion(@TempDir Path folder) throws IOException {
    try (var writer = new TensorBoardWriter(folder.resolve("run"))) {
      assertThat(folder.resolve("run")).as("a training that is refused").doesNotExist();
      writer.accept(step(1, 0.0, 2.25));
    }
    var events = events(folder.resolve("run"));
    assertThat(events.getFirst().version()).isEqualTo("brain.Event:2");
    assertThat(events.getFirst().wallTime())
        .isBetween(System.currentTimeMillis() / 1e3 - 600, System.currentTimeMillis() / 1e3 + 1);
  }

  @Test
  void aStepIsWrittenWithItsNumberAndItsValues(@TempDir Path folder) throws IOException {
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(step(1, 0.0, 2.25));
      writer.accept(step(2, 0.25, 2.0)); // too soon after the first: left out
      writer.accept(step(300, 1.0, 0.5));
      writer.accept(step(5_000_000_000L, 2.0, Double.NaN));
    }
    var events = events(folder);
    assertThat(events.stream().map(Event::step)).containsExactly(0L, 1L, 300L, 5_000_000_000L);
    assertThat(events.get(1).values())
        .containsExactly(
            Map.entry("train/loss", 2.25f),
            Map.entry("train/accuracy", 0.5f),
            Map.entry("train/learning_rate", 0.125f),
            Map.entry("train/images_per_second", 1000f));
    assertThat(events.get(2).values()).containsEntry("train/loss", 0.5f);
    assertThat(events.get(3).values()).containsEntry("train/loss", Float.NaN);
  }

  @Test
  void anEvaluationIsWrittenHoweverSoonItComes(@TempDir Path folder) throws IOException {
    var evaluation = new Evaluation(3, 4, 4, 0.75, new long[][] {{2, 0}, {1, 1}}, List.of());
    var contest = new Contest(evaluation, Optional.empty());
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(step(7, 0.0, 1));
      writer.accept(new TrainingEvent.Evaluated(1, 7, contest, true, 0.01));
    }
    var event = events(folder).get(2);
    assertThat(event.step()).isEqualTo(7);
    assertThat(event.values())
        .containsExactly(
            Map.entry("eval/loss", 0.75f),
            Map.entry("eval/accuracy", 0.75f),
            Map.entry("eval/top5", 1f));
  }

  @Test
  void gradientsAreScalarsAndHistograms(@TempDir Path folder) throws IOException {
    var values = Histogram.of(new double[] {-3, 1, 1.5, 0});
    var reading = new GradientReading("layer1.0.conv1", 3.5, values);
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(new TrainingEvent.Probed(1, 7, List.of(reading), List.of(), 0.5));
    }
    var event = events(folder).getLast();
    assertThat(event.step()).isEqualTo(7);
    assertThat(event.values())
        .containsEntry("gradients/layer1.0.conv1", 3.5f)
        .containsEntry("gradient_values/layer1.0.conv1/least", -3f)
        .containsEntry("gradient_values/layer1.0.conv1/count", 4f)
        .containsEntry("gradient_values/layer1.0.conv1/squares", 12.25f)
        .containsEntry("gradient_values/layer1.0.conv1/limits", -4f - 2 + 0 + 1 + 2)
        .containsEntry("gradient_values/layer1.0.conv1/buckets", 4f);
  }

  @Test
  void aResumedTrainingHasNoStepTwice(@TempDir Path folder) throws Exception {
    var evaluation = new Evaluation(3, 4, 4, 0.75, new long[][] {{2, 0}, {1, 1}}, List.of());
    var contest = new Contest(evaluation, Optional.empty());
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(started(0));
      for (int i = 1; i <= 10; i++) {
        writer.accept(step(i, i, 2.25));
      }
      writer.accept(new TrainingEvent.Evaluated(1, 10, contest, true, 10));
    }
    var first = only(folder);
    Files.write(first, new byte[] {9, 0, 0}, StandardOpenOption.APPEND); // killed while it wrote
    Thread.sleep(5); // names are told apart by milliseconds
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(started(7));
      for (int i = 8; i <= 12; i++) {
        writer.accept(step(i, i, 1.5));
      }
    }
    var steps = new ArrayList<Long>();
    try (var files = Files.list(folder).sorted()) {
      for (var file : files.toList()) {
        steps.addAll(read(file).stream().map(Event::step).filter(step -> step > 0).toList());
      }
    }
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void aTrainingThatStartsOverLeavesNothingOfTheFirstTry(@TempDir Path folder) throws Exception {
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(started(0));
      writer.accept(step(1, 1, 2.25));
    }
    Thread.sleep(5);
    try (var writer = new TensorBoardWriter(folder)) {
      writer.accept(started(0));
      writer.accept(step(1, 1, 1.5));
    }
    assertThat(read(only(folder)).get(1).values()).containsEntry("train/loss", 1.5f);
  }

  private static TrainingEvent.Started started(long done) {
    var recipe = Recipes.of("mnist-sample");
    return new TrainingEvent.Started(recipe, "an engine", 1, 10, 12, 1, done);
  }

  private static Path only(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static TrainingEvent.Step step(long iteration, double seconds, double loss) {
    var metrics = new Metrics(loss, 0.5, 0.9, 128, 1000, 0);
    return new TrainingEvent.Step(1, iteration, metrics, 0.125, Double.NaN, seconds);
  }

  /** An Event of TensorFlow's event.proto. */
  private record Event(double wallTime, long step, String version, Map<String, Float> values) {}

  /** The file's events; the checksums of every record must hold. */
  private static List<Event> events(Path folder) throws IOException {
    return read(only(folder));
  }

  private static List<Event> read(Path file) throws IOException {
    assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var events = new ArrayList<Event>();
    while (bytes.hasRemaining()) {
      var length = bytes.slice(bytes.position(), 8);
      int size = Math.toIntExact(bytes.getLong());
      assertThat(bytes.getInt()).isEqualTo(masked(length));
      var data = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      bytes.position(bytes.position() + size);
      assertThat(bytes.getInt()).isEqualTo(masked(data.duplicate()));
      events.add(event(data));
    }
    return events;
  }

  private static int masked(ByteBuffer bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static Event event(ByteBuffer data) {
    double wallTime = Double.NaN;
    long step = 0;
    var version = "";
    var values = new LinkedHashMap<String, Float>();
    while (data.hasRemaining()) {
      int key = data.get();
      switch (key) {
        case 1 << 3 | 1 -> wallTime = data.getDouble();
        case 2 << 3 -> step = varint(data);
        case 3 << 3 | 2 -> version = text(data);
        case 5 << 3 | 2 -> summary(message(data), values);
        default -> throw new AssertionError("unknown key " + key);
      }
    }
    return new Event(wallTime, step, version, values);
  }

  private static void summary(ByteBuffer data, Map<String, Float> values) {
    while (data.hasRemaining()) {
      assertThat(data.get()).isEqualTo((byte) (1 << 3 | 2));
      var value = message(data);
      assertThat(value.get()).isEqualTo((byte) (1 << 3 | 2));
      var tag = text(value);
      if (value.get(value.position()) == (5 << 3 | 2)) {
        value.get();
        histogram(tag, message(value), values);
        continue;
      }
      assertThat(value.get()).isEqualTo((byte) (2 << 3 | 5));
      values.put(tag, value.getFloat());
    }
  }

  /** HistogramProto: least, most, count, sum, squares, and as many limits as buckets. */
  private static void histogram(String tag, ByteBuffer data, Map<String, Float> values) {
    for (var field : List.of("least", "most", "count", "sum", "squares")) {
      data.get();
      values.put(tag + "/" + field, (float) data.getDouble());
    }
    for (var field : List.of("limits", "buckets")) {
      data.get();
      var packed = message(data).asDoubleBuffer();
      double sum = 0;
      for (int i = 0; i < packed.limit(); i++) {
        sum += packed.get(i);
      }
      values.put(tag + "/" + field, (float) sum);
    }
    assertThat(data.hasRemaining()).isFalse();
  }

  private static ByteBuffer message(ByteBuffer data) {
    int size = Math.toIntExact(varint(data));
    var message = data.slice(data.position(), size).order(ByteOrder.LITTLE_ENDIAN);
    data.position(data.position() + size);
    return message;
  }

  private static String text(ByteBuffer data) {
    return StandardCharsets.UTF_8.decode(message(data)).toString();
  }

  private static long varint(ByteBuffer data) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = data.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}
