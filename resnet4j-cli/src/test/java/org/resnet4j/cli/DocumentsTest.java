package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the documents lead somewhere, and the two READMEs state the same figures. */
class DocumentsTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\d,.:]*\\d)?");
  private static final Pattern FIGURE =
      Pattern.compile("\\d[\\d,]*\\.\\d+|\\d+:\\d\\d|\\d[\\d,]*(?= %)");
  private static final Path ROOT = Repository.root();

  @Test
  void everyRelativeLinkResolves() throws IOException {
    var broken = new ArrayList<String>();
    int links = 0;
    for (var document : documents()) {
      for (var link : links(document)) {
        links++;
        if (!resolves(document, link)) {
          broken.add(ROOT.relativize(document) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void bothReadmesStateTheSameFigures() throws IOException {
    var english = figures(ROOT.resolve("README.md"));
    assertThat(english).contains("99.58", "2:35", "9,173");
    assertThat(figures(ROOT.resolve("README.ko.md"))).containsExactlyInAnyOrderElementsOf(english);
  }

  @Test
  void bothReadmesLinkToTheSamePages() throws IOException {
    var english = links(ROOT.resolve("README.md")).stream().map(DocumentsTest::inEnglish);
    var korean = links(ROOT.resolve("README.ko.md")).stream().map(DocumentsTest::inEnglish);
    assertThat(korean.collect(Collectors.toSet())).isEqualTo(english.collect(Collectors.toSet()));
  }

  private static String inEnglish(String link) {
    return link.replace(".ko.md", ".md");
  }

  /** Every number of code and tables; of prose those with decimals, percent or minutes. */
  private static List<String> figures(Path document) throws IOException {
    var figures = new ArrayList<String>();
    boolean code = false;
    for (var line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        code = !code;
      } else {
        var pattern = code || line.startsWith("|") ? NUMBER : FIGURE;
        pattern
            .matcher(code ? withoutComment(line) : line)
            .results()
            .map(MatchResult::group)
            .forEach(figures::add);
      }
    }
    return figures;
  }

  private static String withoutComment(String code) {
    return code.replaceFirst("(#|//) .*", "");
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|runs|\\..*)/.*"))
          .toList();
    }
  }

  private static List<String> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static boolean resolves(Path document, String link) throws IOException {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** The headings of a document as GitHub spells them in links. */
  private static List<String> anchors(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
