package org.resnet4j.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a page says is in the dictionary of each of its languages. */
final class PageWordsTest {
  private static final Pattern KEY = Pattern.compile("(?<=[{,\\n])\\s*([a-zA-Z]+): ?(?=['(a-z])");

  /** A tag and the text behind it. */
  private static final Pattern TAGGED = Pattern.compile("<([a-z][^>]*)>([^<]*)");

  @ParameterizedTest
  @CsvSource({"index.html, words.js", "watch.html, watch-words.js"})
  void everyWordOfAPageHasItsKorean(String page, String dictionary) throws IOException {
    var script = text(dictionary);
    int korean = script.indexOf("\n  ko: {");
    var english = keys(script.substring(script.indexOf("\n  en: {") + 8, korean));
    assertThat(keys(script.substring(korean + 8, script.indexOf("\n};"))))
        .hasSizeGreaterThan(20)
        .isEqualTo(english);
    var html = text(page).replaceAll("(?s)<head>.*</head>", "");
    for (var attribute : new String[] {"word", "label", "alt"}) {
      var used = Pattern.compile("data-" + attribute + "=\"(\\w+)\"").matcher(html).results();
      assertThat(used.map(one -> one.group(1))).isSubsetOf(english);
    }
    TAGGED
        .matcher(html)
        .results()
        .forEach(
            one -> {
              var tag = one.group(1);
              boolean says = one.group(2).matches("(?s).*[A-Za-z]{2}.*");
              assertThat(!says || tag.contains("data-word=")).as(one.group()).isTrue();
              assertThat(tag.contains("aria-label="))
                  .as(tag)
                  .isEqualTo(tag.contains("data-label="));
              assertThat(tag.contains(" alt=")).as(tag).isEqualTo(tag.contains("data-alt="));
            });
  }

  private static Set<String> keys(String words) {
    var plain = words.replaceAll("'[^'\\n]*'", "''").replaceAll("`[^`]*`", "''");
    return KEY.matcher(plain)
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String name) throws IOException {
    try (var in = PageWordsTest.class.getResourceAsStream("pages/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
