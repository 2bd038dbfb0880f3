package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.zoo.Zoo;

/**
 * How a contender is started: the command and the environment.
 *
 * @param mode {@code train} or {@code predict}
 * @param python of the peers in Python
 * @param files networks as files: those that peers read
 * @param fromFile whether ours reads one too, instead of drawing weights
 */
record ContenderCommand(
    String model,
    int batch,
    String mode,
    String python,
    Path files,
    boolean fromFile,
    InstructionSet instructions) {
  /**
   * What the launcher sets for commands that compute: argument files, from the repository's root.
   */
  static final String FLAGS = "@resnet4j-vector/src/main/resources/META-INF/resnet4j/fast.args";

  private static final String PEERS = "resnet4j-bench/peers/";

  /** Networks lie here if nobody says where. */
  static Path usualFiles() {
    return Path.of(System.getProperty("java.io.tmpdir"), "resnet4j-bench");
  }

  /** Starts it and waits until it is ready. */
  Contender start(String label, List<String> jvmFlags, Map<String, String> more)
      throws IOException {
    var wanted = ContenderName.of(label);
    var environment = new LinkedHashMap<>(more);
    environment.putAll(instructions.environment(wanted));
    wanted.allocator().ifPresent(library -> environment.put("LD_PRELOAD", library.toString()));
    return new Contender(label, command(wanted, jvmFlags), environment);
  }

  /** The command of one contender. */
  List<String> command(ContenderName wanted, List<String> jvmFlags) throws IOException {
    var size = Integer.toString(batch);
    var graphs = new NetworkFiles(files, model);
    var other = wanted.elsewhere().orElse(python);
    var precision = wanted.precision();
    return switch (wanted.name()) {
      case "vector", "plain", "torch" -> ours(wanted, jvmFlags);
      case "onnx" -> {
        var what = precision.equals("qdq") ? graphs.int8().toString() : precision;
        yield List.of(other, PEERS + "onnx_peer.py", model, size, what);
      }
      case "ncnn" -> List.of(other, PEERS + "ncnn_peer.py", model);
      case "openvino" ->
          List.of(
              other,
              PEERS + "openvino_peer.py",
              graph(graphs, precision),
              size,
              precision.equals("bf16") ? "bf16" : "f32");
      case "onnxjava" ->
          peer(
              "onnxruntime",
              "onnx.OnnxRuntimePeer",
              jvmFlags,
              side(),
              size,
              graph(graphs, precision));
      case "djl" ->
          mode.equals("train")
              ? peer("djl", "djl.DjlPeer", jvmFlags, model, size, mode)
              : peer("djl", "djl.DjlPeer", jvmFlags, model, size, mode, "" + graphs.torchScript());
      case "smile" -> peer("smile", "smile.SmilePeer", jvmFlags, model, size, mode);
      case "dl4j" -> peer("deeplearning4j", "dl4j.Dl4jPeer", jvmFlags, model, size, mode);
      default ->
          List.of(other, PEERS + "torch_peer.py", model, size, mode, precision, wanted.name());
    };
  }

  private String side() {
    return Integer.toString(Zoo.of(model).input().width());
  }

  private static String graph(NetworkFiles graphs, String precision) {
    return (precision.equals("int8") ? graphs.int8() : graphs.onnx()).toString();
  }

  private List<String> ours(ContenderName wanted, List<String> jvmFlags) {
    var command = new ArrayList<>(List.of(java()));
    boolean flagged = !wanted.name().equals("plain");
    if (flagged) {
      for (var module : List.of("vector", "torch")) {
        command.add(
            "@resnet4j-%s/src/main/resources/META-INF/resnet4j/needed.args".formatted(module));
      }
      command.addAll(List.of(System.getProperty("contender.jvm", FLAGS).split(" ")));
    }
    if (instructions == InstructionSet.AVX2) {
      command.add("-XX:UseAVX=2");
    }
    command.addAll(jvmFlags);
    var classPath = wanted.elsewhere().orElse(System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classPath, EngineContender.class.getName()));
    var warmup = mode.equals("train") ? (batch * 10 > 400 ? "20" : "5") : "30";
    var size = Integer.toString(batch);
    var engine = flagged ? wanted.name() : "vector";
    command.addAll(List.of(engine, model, size, mode, wanted.precision(), "2", warmup));
    if (wanted.precision().equals("int8")) {
      command.add(new NetworkFiles(files, model).int8().toString());
    } else if (fromFile) {
      command.add(new NetworkFiles(files, model).weights().toString());
    }
    return command;
  }

  /** A peer on the JVM: a process with a class path of its own. */
  private List<String> peer(String module, String main, List<String> jvmFlags, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of(java(), "-Xss4m"));
    var extension = instructions == InstructionSet.AVX2 ? "-onednn-avx2" : "-onednn-avx512";
    command.add("-Dorg.bytedeco.javacpp.platform.extension=" + extension);
    command.add("-Dai.djl.pytorch.num_threads=2");
    command.add("-Dai.djl.pytorch.num_interop_threads=1");
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath(module), "org.resnet4j.bench.peer." + main));
    command.addAll(List.of(words));
    return command;
  }

  /** A peer's jars. */
  static String classPath(String module) throws IOException {
    var built = Path.of(PEERS, "jvm", module, "target");
    var jar = built.resolve("peer-%s-1.jar".formatted(module));
    return jar + ":" + Files.readString(built.resolve("classpath")).strip();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
