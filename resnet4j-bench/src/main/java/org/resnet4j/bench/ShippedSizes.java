package org.resnet4j.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How many bytes a program that predicts ships beside its own code, the JVM or Python and the
 * weights: {@code ShippedSizes PYTHON CSV}. Jars packed and unpacked, Python's packages as they are
 * installed. Of native code that is there for several processors, one counts.
 */
public final class ShippedSizes {
  private static final List<String> PACKAGES = List.of("onnxruntime", "openvino", "ncnn", "torch");

  /** Our own jars on the benchmark's class path that a program with this engine has. */
  private static final Pattern VECTOR =
      Pattern.compile("^resnet4j-(core|vector)-0|^jackson-|^jspecify-");

  /** Native code that is there twice, and what only compiles or measures. */
  private static final Pattern SPARE =
      Pattern.compile(
          "nd4j-native-[^/]*linux-x86_64(-onednn-avx2)?\\.jar$|/peer-[a-z0-9]+-1\\.jar$");

  private ShippedSizes() {}

  /** A line of the table; packed is 0 where it is not known. */
  private record Row(String who, String version, long packed, long unpacked) {}

  public static void main(String[] args) throws IOException {
    var rows = new ArrayList<Row>();
    rows.add(jars("resnet4j", ours()));
    rows.add(jars("ONNX Runtime; Java; all platforms in one jar", peer("onnxruntime")));
    rows.add(jars("DJL", peer("djl")));
    rows.add(jars("Deeplearning4j", peer("deeplearning4j")));
    rows.addAll(packages(args[0]));
    report(rows, Path.of(args[1]));
  }

  private static List<Path> ours() {
    var path = jarsOf(System.getProperty("java.class.path"));
    return path.stream()
        .filter(jar -> VECTOR.matcher(jar.getFileName().toString()).find())
        .toList();
  }

  private static List<Path> peer(String module) throws IOException {
    return jarsOf(ContenderCommand.classPath(module));
  }

  private static List<Path> jarsOf(String classPath) {
    return Arrays.stream(classPath.split(":"))
        .filter(entry -> entry.endsWith(".jar") && !SPARE.matcher(entry).find())
        .map(Path::of)
        .toList();
  }

  private static Row jars(String who, List<Path> jars) throws IOException {
    long packed = 0;
    long unpacked = 0;
    for (var jar : jars) {
      packed += Files.size(jar);
      try (var zip = new ZipFile(jar.toFile())) {
        unpacked += zip.stream().mapToLong(ZipEntry::getSize).sum();
      }
    }
    return new Row(who, "", packed, unpacked);
  }

  private static List<Row> packages(String python) throws IOException {
    var command = new ArrayList<>(List.of(python, "resnet4j-bench/peers/sizes.py"));
    command.addAll(PACKAGES);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var rows = new ArrayList<Row>();
    for (var line : process.inputReader(StandardCharsets.UTF_8).lines().toList()) {
      var words = line.split(" ");
      rows.add(new Row(words[0] + " (Python)", words[1], 0, Long.parseLong(words[2])));
    }
    return rows;
  }

  private static void report(List<Row> rows, Path csv) throws IOException {
    var table = new StringBuilder("date,what,version,packedMB,unpackedMB\n");
    for (var row : rows) {
      double packed = row.packed() / 1e6;
      double unpacked = row.unpacked() / 1e6;
      var shown = row.packed() == 0 ? "" : String.format(Locale.ROOT, "%.1f", packed);
      System.out.printf(
          Locale.ROOT, "%-45s %8s MB packed %9.1f MB unpacked%n", row.who(), shown, unpacked);
      table.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%s,%.1f%n",
              LocalDate.now(),
              row.who(),
              row.version(),
              shown,
              unpacked));
    }
    Files.writeString(csv, table);
  }
}
