package org.resnet4j.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.distributed.c10d.Members;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * Two processes with batch norms of their own train as PyTorch's DistributedDataParallel does, from
 * the same weights on the same images. Needs a Python with torch and safetensors, named by the
 * environment variable {@code RESNET4J_PYTHON}.
 */
@Tag("slow")
final class PythonParityTest {
  private static final int STEPS = 10;
  private static final int BATCH = 16;
  private static final int SIDE = 8;
  private static final int IMAGE = 3 * SIDE * SIDE;
  private static final Network NETWORK =
      Network.create(
          Zoo.of("resnet20", ZooOptions.of(Map.of()).withInput(Shape.of(3, SIDE, SIDE))), 1);

  private final float[] images = new float[STEPS * BATCH * IMAGE];
  private final int[] labels = new int[STEPS * BATCH];
  @TempDir Path folder;

  @Test
  void localNormsAreThoseOfDistributedDataParallel() throws Exception {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with torch and safetensors");
    var random = new Random(5);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(10);
      for (int k = 0; k < IMAGE; k++) {
        images[i * IMAGE + k] = (float) (random.nextGaussian() + 0.1 * labels[i]);
      }
    }
    var right = python(python);
    for (var ours : Members.run(2, this::trained)) {
      for (var key : right.keys()) {
        if (key.contains("running") && ours.rank() > 0) {
          continue; // DistributedDataParallel gives all processes those of process 0
        }
        near(key, ours.weights().at(key).data(), right.at(key).data());
      }
    }
  }

  private static void near(String key, float[] ours, float[] right) {
    double scale = 1e-12;
    for (float value : right) {
      scale = Math.max(scale, Math.abs(value));
    }
    assertThat(ours).as(key).hasSameSizeAs(right);
    for (int i = 0; i < right.length; i++) {
      assertThat(Math.abs(ours[i] - right[i]) / scale).as(key).isLessThan(1e-5);
    }
  }

  private Weights python(String python) throws Exception {
    Safetensors.write(folder.resolve("network.safetensors"), NETWORK.weights(), Map.of());
    var floats = ByteBuffer.allocate(4 * images.length).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(images);
    Files.write(folder.resolve("batches.f32"), floats.array());
    var numbers = ByteBuffer.allocate(4 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    numbers.asIntBuffer().put(labels);
    Files.write(folder.resolve("labels.i32"), numbers.array());
    var log = folder.resolve("python.log");
    var script = Path.of("src/test/python/ddp.py").toAbsolutePath();
    var process =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Safetensors.read(folder.resolve("python.safetensors"));
  }

  private record Trained(int rank, Weights weights) {}

  private Trained trained(Collective group) {
    var options = new EngineOptions(new Device.Cpu(), Precision.FP64, 1);
    var training =
        TrainingOptions.sgd(Shape.of(3, SIDE, SIDE), BATCH / 2)
            .together(new DataParallel(group, false));
    try (var engine = Engines.open("torch", options, NETWORK.layer());
        var step = engine.training(NETWORK, training)) {
      for (int i = 0; i < STEPS; i++) {
        step.accumulate(batch(i, group.rank()), StepRequest.training(i).withScale(0.5));
        step.update(0.1);
      }
      return new Trained(group.rank(), step.state().weights());
    }
  }

  private Batch batch(int step, int rank) {
    var own = new float[BATCH / 2 * IMAGE];
    var ownLabels = new int[BATCH / 2];
    for (int i = 0; i < ownLabels.length; i++) {
      int at = step * BATCH + 2 * i + rank;
      ownLabels[i] = labels[at];
      System.arraycopy(images, at * IMAGE, own, i * IMAGE, IMAGE);
    }
    var targets = new Targets.Labels(Arrays.copyOf(ownLabels, ownLabels.length));
    return new Batch(own, new ImageShape(3, SIDE, SIDE), targets);
  }
}
