package org.resnet4j.cli;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a page or a terminal as somebody who knows no English. */
final class KoreanReader {
  /** A word that is no part of a name, a path or an option. */
  private static final Pattern ENGLISH_WORD =
      Pattern.compile("(?<![A-Za-z0-9./_=-])[a-z]{3,}(?![A-Za-z0-9/_=-]|\\.[a-z0-9])");

  /** Names of data sets, engines and functions, and the paper's words in figures of networks. */
  private static final Set<String> NAMES =
      Set.of(
          ("mnist vector cpu tanh softmax auto torchvision degradation conv max avg pool image"
                  + " experiment")
              .split(" "));

  private static final String COMMAND = "\\./resnet4j( [-\\w,.]+)+|--[a-z]+( [-\\w,.]+)*";

  private KoreanReader() {}

  /** The English words that are neither names nor commands. */
  static List<String> english(String page) {
    var text =
        page.replaceAll("(?s)<style.*?</style>|<script>.*?</script>|<pre>.*?</pre>", "")
            .replaceAll("<code>.*?</code>|\"\\w+\":", "")
            .replaceAll("</?span[^>]*>", "")
            .replaceAll("<[^>]*>", "\n")
            .replaceAll("&\\w+;", " ")
            .replaceAll(COMMAND, "");
    return ENGLISH_WORD
        .matcher(text)
        .results()
        .map(match -> match.group())
        .filter(word -> !NAMES.contains(word))
        .distinct()
        .toList();
  }
}
