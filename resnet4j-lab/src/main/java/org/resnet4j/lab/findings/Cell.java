package org.resnet4j.lab.findings;

import java.util.Optional;

/**
 * A cell of a table: what people read, and for programs the number itself, in full precision.
 *
 * @param printed on pages and screens, with the digits that are significant
 * @param number a {@code Long} or a finite {@code Double}; empty for words
 * @param deviation of the number over several seeds, which is part of what is printed; files have a
 *     column of its own for it
 */
public record Cell(String printed, Optional<Number> number, Optional<Double> deviation) {

  /** Words. */
  public static Cell text(String words) {
    return new Cell(words, Optional.empty(), Optional.empty());
  }

  /** A measured number; one that is not finite is only words. */
  public static Cell of(double value, String printed) {
    return Double.isFinite(value)
        ? new Cell(printed, Optional.of(value), Optional.empty())
        : new Cell(printed, Optional.empty(), Optional.empty());
  }

  /** A measured number of any size, in three digits. */
  public static Cell of(double value) {
    return value == ThreeDigits.UNDERFLOW
        ? text(ThreeDigits.of(value))
        : of(value, ThreeDigits.of(value));
  }

  /** The same with the number's deviation. */
  public Cell plusMinus(double spread) {
    return new Cell(printed, number, Optional.of(spread));
  }

  /** A count. */
  public static Cell of(long count, String printed) {
    return new Cell(printed, Optional.of(count), Optional.empty());
  }

  /** As people read it. */
  @Override
  public String toString() {
    return printed;
  }

  /** As CSV holds it, before quoting. */
  public String exact() {
    return number.map(Number::toString).orElse(printed);
  }
}
