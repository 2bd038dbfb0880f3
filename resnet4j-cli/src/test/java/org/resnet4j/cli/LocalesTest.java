package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What machines read is the same under every locale: Arabic, Persian and Thai digits, Turkish
 * letters without dots, Buddhist years are for people alone.
 */
final class LocalesTest {
  private static final Locale OWN = Locale.getDefault();
  private static final Pattern FOREIGN = Pattern.compile("[\\p{Nd}&&[^0-9]]|[ıİ٫٬]");
  @TempDir static Path folder;
  private static Map<String, String> right = Map.of();

  @BeforeAll
  static void underTheRoot() throws IOException {
    Locale.setDefault(Locale.ROOT);
    right = made(folder.resolve("root"));
    Locale.setDefault(OWN);
  }

  @AfterEach
  void back() {
    Locale.setDefault(OWN);
  }

  @AfterAll
  static void backAtLast() {
    Locale.setDefault(OWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR", "th-TH-u-ca-buddhist-nu-thai"})
  void whatMachinesReadIsTheSame(String tag) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(tag));
    if (!tag.startsWith("tr")) {
      assertThat("%d".formatted(12)).as("the locale has digits of its own").isNotEqualTo("12");
    }
    assertThat(made(folder.resolve(tag))).isEqualTo(right);
  }

  /** Everything that does not depend on the clock, by its name; all of the rest in our digits. */
  private static Map<String, String> made(Path place) throws IOException {
    Files.createDirectories(place);
    var made = new TreeMap<String, String>();
    for (var words :
        List.of(
            "init lenet5 -o init.safetensors --json",
            "describe resnet20 --input 1x28x28 --json --svg figure.svg",
            "describe googlenet --json",
            "export mnist --format onnx -o net.onnx --json",
            "export mnist --format pth -o net.pth --json",
            "export mnist --format torchscript -o net.pt --json",
            "datasets preview mnist-sample -o preview.png --json",
            "models --json",
            "recipes paper-cifar10 --json",
            "doctor --json")) {
      made.put(words, said(words, place));
    }
    var run = place.resolve("run");
    said(
        "train --json --model lenet5 --data mnist-sample --epochs 0.2 --engine vector -o " + run,
        place);
    said(
        "evaluate --json --data mnist-sample --weights %s --predictions predictions.csv"
            .formatted(run.resolve("model.safetensors")),
        place);
    try (Stream<Path> files = Files.walk(place)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = place.relativize(file).toString();
        assertThat(name).doesNotContainPattern(FOREIGN);
        if (name.matches(".*\\.(json|jsonl|csv|svg|html)")) {
          assertThat(Files.readString(file)).as(name).doesNotContainPattern(FOREIGN);
        }
        if (!name.startsWith("run/") || name.endsWith("recipe.json")) {
          made.put(name, Arrays.hashCode(Files.readAllBytes(file)) + "");
        }
      }
    }
    return made;
  }

  private static String said(String words, Path place) {
    var arguments = words.split(" ");
    for (int i = 1; i < arguments.length; i++) {
      if (List.of("-o", "--svg", "--predictions").contains(arguments[i - 1])) {
        arguments[i] = place.resolve(arguments[i]).toString();
      }
    }
    var ran = Ran.command(arguments).done();
    assertThat(ran.json().toString()).as(words).doesNotContainPattern(FOREIGN);
    return words.startsWith("doctor") ? "" : ran.out().replace(place.toString(), "");
  }

  /** A number in a text of which nobody says that it is a message to people. */
  @Test
  void numbersAreFormattedUnderANamedLocaleWhereMachinesMayRead() throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(Repository.root())) {
      for (var file : files.filter(LocalesTest::ofMachines).toList()) {
        found.addAll(localNumbers(file));
      }
    }
    assertThat(found).isEmpty();
  }

  private static final Pattern FORMATTED =
      Pattern.compile(
          "\"[^\"\\n]*%[-,+0-9.$#( ]*[dfegE][^\"\\n]*\"\\s*\\)?\\s*\\.formatted\\("
              + "|(String\\.format|printf)\\((?!\\s*Locale\\.)");

  private static final Pattern TO_PEOPLE =
      Pattern.compile(
          "Exception\\(|throw |Warning\\(|[Rr]eason|[Rr]efus|IllegalArg|Require|check\\(|"
              + "FileStatus|damage|parts\\.add|advice|Optional\\.of\\(|toString|price|diverged");

  private static final Pattern SMALL = Pattern.compile("\\.to(Lower|Upper)Case\\(\\)");

  /** Files whose texts with numbers are sentences to people. */
  private static final Set<String> SENTENCES =
      Set.of(
          "Batch",
          "Classifier",
          "Contestant",
          "Contradiction",
          "EngineException",
          "Footing",
          "HeapRoom",
          "JsonFault",
          "LeftOut",
          "Loader",
          "PixelMean",
          "ProgramDescription",
          "Taken",
          "TrainingLoop");

  private static boolean ofMachines(Path file) {
    var name = Repository.root().relativize(file).toString();
    return name.matches(
            "resnet4j-(core|lab|report|export|onnx|torch|vector)/src/main/java/.*\\.java")
        && !SENTENCES.contains(file.getFileName().toString().replace(".java", ""));
  }

  private static List<String> localNumbers(Path file) throws IOException {
    var text = Files.readString(file);
    var found = new ArrayList<String>();
    var match = FORMATTED.matcher(text);
    while (match.find()) {
      int from =
          Math.max(
              text.lastIndexOf(';', match.start()),
              Math.max(text.lastIndexOf('{', match.start()), text.lastIndexOf('}', match.start())));
      var statement = text.substring(from + 1, match.end());
      if (!TO_PEOPLE.matcher(statement).find()) {
        found.add(file.getFileName() + ": " + statement.strip().replaceAll("\\s+", " "));
      }
    }
    if (SMALL.matcher(text).find()) {
      found.add(file.getFileName() + ": letters changed under the user's locale");
    }
    return found;
  }
}
