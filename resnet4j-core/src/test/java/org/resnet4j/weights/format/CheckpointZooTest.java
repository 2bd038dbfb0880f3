package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.zoo.Zoo;

/**
 * Checkpoints of a tiny network, made by make_checkpoint_zoo.py with PyTorch 2.15: each gives the
 * arrays that PyTorch's safe loader gives, or is refused in one sentence. Where PyTorch refuses and
 * we do not, the arrays are those that were saved.
 */
class CheckpointZooTest {
  private static final Architecture TINY = tiny();

  @TempDir Path folder;

  /** A line of zoo.csv. */
  private record Exhibit(
      String file, String state, String ignore, String pytorch, String sha256, String told) {
    static Exhibit of(String line) {
      var cells = line.replace("\"", "").split(",", 6);
      return new Exhibit(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatPyTorchReadsIsReadAndTheRestIsRefusedInASentence() throws IOException {
    try (var zip = new ZipInputStream(resource())) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
      }
    }
    var exhibits = exhibits(folder);
    assertThat(exhibits).hasSizeGreaterThan(120);
    return exhibits.stream()
        .map(one -> DynamicTest.dynamicTest(one.file, () -> assertRight(folder, one)));
  }

  @Test
  @Tag("slow")
  void theWholeZooMadeAnewIsReadAlike() throws IOException, InterruptedException {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with torch and safetensors");
    var log = folder.resolve("make.log");
    var zoo = folder.resolve("zoo");
    var process =
        new ProcessBuilder(
                python,
                Path.of("src/test/python/make_checkpoint_zoo.py").toAbsolutePath().toString(),
                zoo.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    for (var exhibit : exhibits(zoo)) {
      assertRight(zoo, exhibit);
    }
  }

  private static void assertRight(Path folder, Exhibit one) {
    var selection = one.state.isEmpty() ? Selection.USUAL : Selection.of(one.state);
    var chosen = one.ignore.isEmpty() ? selection : selection.ignoring(List.of(one.ignore));
    if (one.sha256.isEmpty()) {
      assertThatThrownBy(() -> read(folder.resolve(one.file), chosen))
          .as(one.file)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining(one.told)
          .hasMessageMatching("[^\\n]{10,400}");
    } else {
      assertThat(read(folder.resolve(one.file), chosen)).as(one.file).isEqualTo(one.sha256);
    }
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
  }

  /** The hash of the network's arrays in the order of its state dict. */
  private static String read(Path file, Selection selection) {
    try (var opened = WeightFile.open(file)) {
      var weights = opened.network(TINY, selection).network().weights();
      var digest = MessageDigest.getInstance("SHA-256");
      for (var parameter : Parameters.of(TINY.layer())) {
        float[] data = weights.at(parameter.key()).data();
        var bytes = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Exhibit> exhibits(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve("zoo.csv"));
    assertThat(lines.getFirst()).isEqualTo("file,state,ignore,pytorch,sha256,told");
    return lines.stream().skip(1).map(Exhibit::of).toList();
  }

  private static InputStream resource() throws IOException {
    var resource = CheckpointZooTest.class.getResourceAsStream("checkpoint-zoo.zip");
    if (resource == null) {
      throw new IOException("checkpoint-zoo.zip is not among the tests' resources");
    }
    return resource;
  }

  private static Architecture tiny() {
    var layer =
        chain()
            .add("conv1", conv3x3(1, 2, 1))
            .add("bn1", batchNorm(2))
            .add("fc", new Linear(2, 3))
            .build();
    Initialisation any = Zoo.of("resnet8").initialisation();
    return new Architecture("tiny", layer, Shape.of(1, 5, 5), 3, any);
  }
}
