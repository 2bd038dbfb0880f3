package org.resnet4j.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 90s}, {@code 40m}, {@code 1h30m}. */
public final class Times {
  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s?)?");

  private Times() {}

  /** Parses a duration; a number alone is seconds. */
  public static Duration parse(String text) {
    var match = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!match.matches() || text.isBlank()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration; write 90s, 40m or 1h30m".formatted(text));
    }
    var time =
        Duration.ofHours(number(match.group(1)))
            .plusMinutes(number(match.group(2)))
            .plusSeconds(number(match.group(3)));
    if (time.isZero()) {
      throw new IllegalArgumentException("a time must be more than 0, got '%s'".formatted(text));
    }
    return time;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** {@code 3:07} or {@code 1:02:09}. */
  public static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
