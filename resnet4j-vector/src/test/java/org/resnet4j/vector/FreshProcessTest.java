package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;

/**
 * The same steps in another process give the same weights, bit for bit, whatever the JVM has
 * compiled by then, and with what.
 */
class FreshProcessTest {
  private static final String PREFIX = "weights ";

  @Test
  void anotherProcessAndAnotherCompilerGiveTheSameWeights() throws Exception {
    var here = checksum();
    assertThat(elsewhere("-XX:TieredStopAtLevel=1")).isEqualTo(here);
    assertThat(elsewhere("-XX:-UseOnStackReplacement")).isEqualTo(here);
  }

  private static String elsewhere(String flag) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", flag, "--add-modules", "jdk.incubator.vector", "-cp"));
    words.add(
        String.join(
            System.getProperty("path.separator"),
            System.getProperty("java.class.path"),
            System.getProperty("jdk.module.path", "")));
    words.add(FreshProcessTest.class.getName());
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines()
        .filter(line -> line.startsWith(PREFIX))
        .map(line -> line.substring(PREFIX.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(said));
  }

  /** Three steps of a small residual network, on two threads. */
  private static String checksum() throws NoSuchAlgorithmException {
    var architecture = Twins.architecture("resnet8", "3x16x16");
    var batch = Twins.batch(architecture, 4);
    var digest = MessageDigest.getInstance("SHA-256");
    try (var engine = Twins.vector(2);
        var training =
            engine.training(
                Twins.network(architecture), TrainingOptions.sgd(architecture.input(), 4))) {
      for (int i = 0; i < 3; i++) {
        training.accumulate(batch, StepRequest.training(i));
        training.update(0.05);
      }
      var weights = training.state().weights();
      for (var key : weights.keys()) {
        var data = weights.at(key).data();
        var bytes = ByteBuffer.allocate(4 * data.length);
        bytes.asFloatBuffer().put(data);
        digest.update(key.getBytes());
        digest.update(bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The other process. */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    System.out.println(PREFIX + checksum());
  }
}
