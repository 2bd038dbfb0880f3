package org.resnet4j.report.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalogue of phrases in gettext's format, which translators' tools edit: {@code msgid} with the
 * English and {@code msgstr} with the translation, each in one or more quoted strings.
 */
final class PhraseFile {
  private final List<Phrase> phrases = new ArrayList<>();
  private final StringBuilder english = new StringBuilder();
  private final StringBuilder translated = new StringBuilder();
  private StringBuilder open = english;

  private PhraseFile() {}

  static List<Phrase> read(InputStream file) throws IOException {
    var reading = new PhraseFile();
    new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(reading::line);
    reading.close();
    return reading.phrases;
  }

  private void line(String line) {
    if (line.startsWith("msgid ")) {
      close();
      open = english;
    } else if (line.startsWith("msgstr ")) {
      open = translated;
    }
    int quote = line.indexOf('"');
    if (quote >= 0 && !line.startsWith("#")) {
      open.append(unescaped(line.substring(quote + 1, line.lastIndexOf('"'))));
    }
  }

  /** The header is the translation of nothing. */
  private void close() {
    if (!english.isEmpty()) {
      phrases.add(new Phrase(english.toString(), translated.toString()));
    }
    english.setLength(0);
    translated.setLength(0);
  }

  private static String unescaped(String text) {
    return text.translateEscapes();
  }
}
