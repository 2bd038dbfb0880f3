package org.resnet4j.report.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The language that people read. Findings, recipes and errors are made in English, which is also
 * what files for machines hold; what people read is translated when it is written, phrase by phrase
 * from a catalogue whose keys are the English phrases. A text that no phrase fits stays as it is.
 *
 * <p>Safe for use by several threads.
 */
public final class Language {
  /** As everything is made. */
  public static final Language ENGLISH = new Language("en", List.of());

  /** Between these a text is translated piece by piece where no phrase fits the whole. */
  private static final List<Seam> SEAMS =
      List.of(
          new Seam("\n", "\n"),
          new Seam("(?<=\\.) ", " "),
          new Seam("; ", "; "),
          new Seam(": ", ": "),
          new Seam(", ", ", "));

  private record Seam(String where, String between) {}

  /** Also the s of seconds. */
  private static final Pattern WORD = Pattern.compile("[a-z]{2,}|(?<=\\d )s\\b");

  /** Progress says something new many times a second: no more texts than these are remembered. */
  private static final int MOST_REMEMBERED = 10_000;

  private final String tag;
  private final List<Phrase> phrases;
  private final Map<String, String> said = new ConcurrentHashMap<>();

  private Language(String tag, List<Phrase> phrases) {
    this.tag = tag;
    this.phrases =
        phrases.stream().sorted(Comparator.comparingInt(Phrase::letters).reversed()).toList();
    phrases.stream()
        .filter(Phrase::constant)
        .forEach(phrase -> said.put(phrase.english(), phrase.translated()));
  }

  /** The languages there are, by their tags. */
  public static List<String> tags() {
    return List.of("en", "ko");
  }

  /**
   * The language with this tag.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Language of(String tag) {
    if (!tags().contains(tag)) {
      throw new IllegalArgumentException(
          "there is no language '%s'; choose from %s".formatted(tag, String.join(", ", tags())));
    }
    return tag.equals("en") ? ENGLISH : ENGLISH.with(tag, Language.class);
  }

  /** The language of this locale; English where there is none. */
  public static Language of(Locale locale) {
    return tags().contains(locale.getLanguage()) ? of(locale.getLanguage()) : ENGLISH;
  }

  /** The same with the phrases of another module: {@code TAG.po} beside this class. */
  public Language and(Class<?> beside) {
    return phrases.isEmpty() ? this : with(tag, beside);
  }

  private Language with(String language, Class<?> beside) {
    var all = new ArrayList<>(phrases);
    try (InputStream file = beside.getResourceAsStream(language + ".po")) {
      if (file == null) {
        throw new IllegalStateException(
            "there is no %s.po beside %s".formatted(language, beside.getName()));
      }
      all.addAll(PhraseFile.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the phrases of " + beside.getName(), e);
    }
    return new Language(language, all);
  }

  /** As HTML and HTTP name it: {@code ko}. */
  public String tag() {
    return tag;
  }

  /** Its phrases, of which each begins as English. */
  public List<Phrase> phrases() {
    return phrases;
  }

  /** An English text in this language. */
  public String say(String english) {
    if (phrases.isEmpty() || !WORD.matcher(english).find()) {
      return english;
    }
    var known = said.get(english);
    if (known == null) {
      known = translated(english);
      if (said.size() < MOST_REMEMBERED + phrases.size()) {
        said.put(english, known);
      }
    }
    return known;
  }

  /** All of them in this language. */
  public List<String> say(List<String> english) {
    return english.stream().map(this::say).toList();
  }

  /** The translation that leaves the fewest English words; of equals that of the longest phrase. */
  private String translated(String english) {
    var best = english;
    long left = left(english);
    for (var phrase : phrases) {
      var whole = phrase.in(english, this::say);
      if (whole.isPresent() && left(whole.get()) < left) {
        best = whole.get();
        left = left(best);
      }
      if (left == 0) {
        return best;
      }
    }
    for (var seam : SEAMS) {
      var pieces = pieces(english, seam);
      if (left(pieces) < left) {
        best = pieces;
        left = left(best);
      }
    }
    return best;
  }

  private String pieces(String english, Seam seam) {
    var pieces = List.of(english.split(seam.where(), -1));
    return pieces.size() == 1 ? english : String.join(seam.between(), say(pieces));
  }

  private static long left(String text) {
    return WORD.matcher(text).results().count();
  }
}
