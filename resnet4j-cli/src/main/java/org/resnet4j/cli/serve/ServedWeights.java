package org.resnet4j.cli.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.BundledWeights;
import org.resnet4j.cli.weights.NamedWeights;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A model as it is named on the command line: {@code NAME=WEIGHTS}, or weights alone, which are
 * called after their file, or what ships by its name.
 *
 * @param name in addresses
 * @param weights their file or folder
 */
record ServedWeights(String name, Path weights) {
  private static final String PUBLISHED = "imagenet:";

  static List<ServedWeights> bundled() {
    return BundledWeights.NAMES.stream()
        .map(name -> new ServedWeights(name, BundledWeights.of(name)))
        .toList();
  }

  static ServedWeights of(String word, Answer answer, CommandSpec command) {
    int equals = word.indexOf('=');
    boolean named = equals > 0 && Files.notExists(Path.of(word));
    var what = named ? word.substring(equals + 1) : word;
    var name = named ? word.substring(0, equals) : nameOf(what);
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw new ParameterException(
          command.commandLine(),
          "a model's name has letters, digits and . _ -, not '%s'; write NAME=%s"
              .formatted(name, what));
    }
    var path = path(what, answer, command);
    if (Files.notExists(path)) {
      throw new ParameterException(command.commandLine(), "there is no file " + path);
    }
    return new ServedWeights(name, path);
  }

  private static String nameOf(String what) {
    if (what.startsWith(PUBLISHED)) {
      return what.split(":")[1];
    }
    var file = Path.of(what).toAbsolutePath().normalize().getFileName();
    return file == null ? "" : file.toString().replaceFirst("\\.(safetensors|pth|pt|th)$", "");
  }

  /** {@code imagenet:resnet50} names the network with the weights. */
  private static Path path(String what, Answer answer, CommandSpec command) {
    if (!what.startsWith(PUBLISHED)) {
      return NamedWeights.file(what, null, false, answer, command);
    }
    var parts = what.split(":");
    var edition = parts.length > 2 ? PUBLISHED + parts[2] : "imagenet";
    return NamedWeights.file(edition, parts[1], false, answer, command);
  }
}
