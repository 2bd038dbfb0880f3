package org.resnet4j.assembler.x86;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** GNU as, run once on many pieces of assembly. */
final class GnuAssembler {
  /** Between two pieces: bytes that no instruction of ours contains. */
  private static final String SEPARATOR = "deadbeefcafef00d";

  private GnuAssembler() {}

  static boolean installed() {
    try {
      return new ProcessBuilder("as", "--version").start().waitFor() == 0
          && new ProcessBuilder("objcopy", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each piece with its bytes in hexadecimal and a tab before it. */
  static List<String> lines(List<String> texts, Path folder)
      throws IOException, InterruptedException {
    var source = new ArrayList<String>(List.of(".intel_syntax noprefix", ".text"));
    for (var text : texts) {
      source.add(text);
      source.add(".byte 0x" + String.join(",0x", SEPARATOR.split("(?<=\\G..)")));
    }
    Files.write(folder.resolve("all.s"), source);
    run(folder, "as", "-O0", "-o", "all.o", "all.s");
    run(folder, "objcopy", "-O", "binary", "-j", ".text", "all.o", "all.bin");
    var hex = HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("all.bin")));
    var pieces = hex.split(SEPARATOR);
    var lines = new ArrayList<String>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(pieces[i] + "\t" + texts.get(i));
    }
    return lines;
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    var log = folder.resolve("log").toFile();
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log.toPath(), StandardCharsets.UTF_8));
    }
  }
}
