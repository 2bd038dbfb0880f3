package org.resnet4j.train.schedule;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A duration in a training, in passes over the data or in updates of the weights: the paper counts
 * iterations, most scripts count epochs. Written {@code 3 epochs}, {@code 64000 iterations}.
 *
 * @param amount finite, not negative; epochs may be fractions
 * @param unit what is counted
 */
public record Length(double amount, Unit unit) {
  /** What a length counts. */
  public enum Unit {
    /** Passes over the training images. */
    EPOCHS,
    /** Updates of the weights. */
    ITERATIONS
  }

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d+(?:\\.\\d+)?(?:E[+-]?\\d{1,3})?)\\s*(epochs?|iterations?)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Length {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("a length must be finite and not negative: " + amount);
    }
  }

  /**
   * A length in passes over the training images.
   *
   * @param epochs how many; may be a fraction
   * @return the length
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static Length epochs(double epochs) {
    return new Length(epochs, Unit.EPOCHS);
  }

  /**
   * A length in updates of the weights.
   *
   * @param iterations how many
   * @return the length
   * @throws IllegalArgumentException if it is negative
   */
  public static Length iterations(long iterations) {
    return new Length(iterations, Unit.ITERATIONS);
  }

  /**
   * Reads {@code 3 epochs} or {@code 64000 iterations}.
   *
   * @param text a number and its unit
   * @return the length
   * @throws IllegalArgumentException if the text is no length
   */
  public static Length parse(String text) {
    var match = TEXT.matcher(text.trim());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a length; write 3 epochs or 64000 iterations".formatted(text));
    }
    double amount = Double.parseDouble(match.group(1));
    boolean epochs = match.group(2).toLowerCase(Locale.ROOT).startsWith("epoch");
    return new Length(amount, epochs ? Unit.EPOCHS : Unit.ITERATIONS);
  }

  /**
   * The same length in updates, rounded.
   *
   * @param perEpoch updates in an epoch
   * @return how many updates
   */
  public long inIterations(long perEpoch) {
    return Math.round(unit == Unit.EPOCHS ? amount * perEpoch : amount);
  }

  /** {@return the text that {@link #parse} reads as the same length, without an exponent} */
  @Override
  public String toString() {
    var number = new BigDecimal(Double.toString(amount)).stripTrailingZeros().toPlainString();
    return number + " " + unit.name().toLowerCase(Locale.ROOT);
  }
}
