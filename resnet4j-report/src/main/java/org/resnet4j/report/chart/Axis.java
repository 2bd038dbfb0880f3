package org.resnet4j.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot: what it measures, from where to where, and where its ticks stand.
 *
 * @param logarithmic in powers of ten
 */
public record Axis(String label, double from, double to, boolean logarithmic) {

  /** An axis that spans these values, its ends on round numbers. */
  static Axis over(String label, double least, double most, boolean logarithmic) {
    if (logarithmic) {
      double low = Math.floor(Math.log10(least));
      double high = Math.ceil(Math.log10(most));
      return new Axis(label, Math.pow(10, low), Math.pow(10, high > low ? high : low + 1), true);
    }
    double span = most > least ? most - least : Math.max(Math.abs(most), 1);
    double step = step(span, 5);
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil((most > least ? most : least + span) / step - 1e-9) * step;
    return new Axis(label, low, high, false);
  }

  /** The same label and kind with ends where they are wanted, not rounded. */
  static Axis exactly(String label, double from, double to) {
    return new Axis(label, from, to > from ? to : from + 1, false);
  }

  /** An axis from the least value to the most, not rounded. */
  static Axis span(String label, double least, double most, boolean logarithmic) {
    return new Axis(label, least, most > least ? most : least + 1, logarithmic);
  }

  /** Where on the axis a value stands: 0 at its beginning, 1 at its end. */
  double position(double value) {
    return logarithmic
        ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
        : (value - from) / (to - from);
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
    double step = step(to - from, 5);
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
          : "%de%d".formatted(Math.round(tick / Math.pow(10, power)), power);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step(to - from, 5)) + 1e-9));
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
