package org.resnet4j.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot: what it measures, from where to where, and where its ticks are.
 *
 * @param logarithmic in powers of ten
 * @param unit the least distance of two ticks: 1 where epochs or layers are counted, 0 elsewhere
 */
public record Axis(String label, double from, double to, boolean logarithmic, double unit) {
  /** Values closer than this part of their size are the same to a reader. */
  private static final double EQUAL = 1e-9;

  /** Values as large as this have overflowed, as small as its inverse vanished. */
  private static final double OVERFLOW = 1e300;

  public Axis {
    boolean spans = from < to && to - from >= EQUAL * Math.max(Math.abs(from), Math.abs(to));
    if (!spans || Double.isInfinite(to - from) || logarithmic && from <= 0) {
      throw new IllegalArgumentException(
          "axis '%s' from %s to %s: it must rise between finite numbers%s"
              .formatted(label, from, to, logarithmic ? " greater than zero" : ""));
    }
  }

  public Axis(String label, double from, double to, boolean logarithmic) {
    this(label, from, to, logarithmic, 0);
  }

  /** The same axis with ticks at whole numbers alone. */
  Axis counting() {
    return new Axis(label, from, to, logarithmic, 1);
  }

  /** The same axis with another label. */
  Axis labelled(String other) {
    return new Axis(other, from, to, logarithmic, unit);
  }

  /** An axis that spans these values, its ends on round numbers. */
  static Axis over(String label, double least, double most, boolean logarithmic) {
    if (logarithmic) {
      double low = Math.floor(Math.log10(least));
      double high = Math.ceil(Math.log10(most));
      return new Axis(label, Math.pow(10, low), Math.pow(10, high > low ? high : low + 1), true);
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean equal = most - least <= Math.max(10 * EQUAL * size, 1e-300);
    double span = equal ? Math.max(size, 1) : most - least;
    double step = step(span, 5);
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil((equal ? least + span : most) / step - 1e-9) * step;
    return new Axis(label, low, high, false);
  }

  /** The same label and scale with the given ends, not rounded. */
  static Axis exactly(String label, double from, double to) {
    double size = Math.max(Math.abs(from), Math.abs(to));
    return new Axis(label, from, to - from > EQUAL * size ? to : from + Math.max(size, 1), false);
  }

  /**
   * An axis between these values, not rounded, for a scale of colours. Where they span nothing it
   * is as long as the least, or 1; a logarithmic one that would begin at zero spans six decades.
   */
  static Axis ofColours(String label, double least, double most, boolean logarithmic) {
    if (!isFinite(least) || !isFinite(most) || logarithmic && most <= 0) {
      return new Axis(label, 0.1, 1, logarithmic);
    }
    double from = logarithmic && least <= 0 ? most * 1e-6 : least;
    boolean equal = most - from <= EQUAL * Math.max(Math.abs(from), Math.abs(most));
    return new Axis(label, from, equal ? from + Math.max(Math.abs(from), 1) : most, logarithmic);
  }

  /** Whether a value has a place on an axis: it is a number and has not overflowed. */
  static boolean isFinite(double value) {
    return Math.abs(value) < OVERFLOW;
  }

  /** Whether a finite value has a place on a logarithmic axis. */
  static boolean isPositive(double value) {
    return value > 1 / OVERFLOW;
  }

  /** The position of a value on the axis: 0 at its beginning, 1 at its end. */
  double position(double value) {
    return logarithmic
        ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
        : (value - from) / (to - from);
  }

  /** The value itself, or the end of the axis beyond which it lies; NaN if it is not finite. */
  double nearest(double value) {
    return isFinite(value) ? Math.clamp(value, from, to) : Double.NaN;
  }

  /** The value at a place, 0 at the axis's beginning, 1 at its end. */
  double at(double place) {
    return logarithmic ? from * Math.pow(to / from, place) : from + place * (to - from);
  }

  /** Round values along the axis. */
  List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    if (logarithmic) {
      return powers();
    }
    double step = Math.max(unit, step(to - from, 5));
    for (double k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** Powers of ten, with 2 and 5 between them where there are few. */
  private List<Double> powers() {
    var ticks = new ArrayList<Double>();
    int low = (int) Math.floor(Math.log10(from) + 1e-9);
    int high = (int) Math.floor(Math.log10(to) + 1e-9);
    int every = Math.max(1, Math.ceilDiv(high - low, 7));
    boolean few = Math.log10(to / from) < 2;
    for (int power = Math.ceilDiv(low, every) * every; power <= high; power += every) {
      for (double digit : few ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = digit * Math.pow(10, power);
        if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A tick's value as text, with no more decimals than the ticks need. */
  String text(double tick) {
    if (logarithmic) {
      int power = (int) Math.floor(Math.log10(tick) + 1e-9);
      return power >= -2 && power <= 3
          ? trimmed(String.format(Locale.ROOT, "%.2f", tick))
          : String.format(Locale.ROOT, "%de%d", Math.round(tick / Math.pow(10, power)), power);
    }
    int decimals =
        (int) Math.max(0, -Math.floor(Math.log10(Math.max(unit, step(to - from, 5))) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0);
  }

  private static String trimmed(String number) {
    return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
  }

  /** 1, 2 or 5 times a power of ten, so that about {@code wanted} of them make the span. */
  private static double step(double span, int wanted) {
    double rough = span / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }
}
