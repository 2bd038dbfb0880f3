package org.resnet4j.train.run;

import java.util.regex.Pattern;
import org.resnet4j.engine.Engine;
import org.resnet4j.provenance.Build;

/**
 * What computes a run: it decides the last bits of its weights, and stands in the checkpoint.
 *
 * @param engine the engine's name, as users type it
 * @param arithmetic what decides the bits of its results, as {@link Engine#arithmetic} says it
 * @param version of this library
 */
public record Computation(String engine, String arithmetic, String version) {
  private static final String PROCESSES = " processes";
  private static final Pattern TOGETHER = Pattern.compile(", (\\d+)" + PROCESSES + "$");

  /**
   * What this engine computes by.
   *
   * @param engine an open one
   * @return its words
   */
  public static Computation by(Engine engine) {
    return new Computation(engine.name(), engine.arithmetic(), Build.here().version());
  }

  /**
   * The same by several processes: their number decides the order of sums.
   *
   * @param processes how many compute
   * @return its words; for one process the same
   */
  public Computation by(int processes) {
    return processes == 1
        ? this
        : new Computation(engine, arithmetic + ", " + processes + PROCESSES, version);
  }

  /**
   * {@return whether it differs from another at most by the number of processes}
   *
   * @param other what else computes
   */
  public boolean sameButForProcesses(Computation other) {
    return apart().equals(other.apart());
  }

  /** {@return how many processes compute} */
  public int processes() {
    var told = TOGETHER.matcher(arithmetic);
    return told.find() ? Integer.parseInt(told.group(1)) : 1;
  }

  private Computation apart() {
    return new Computation(engine, TOGETHER.matcher(arithmetic).replaceFirst(""), version);
  }

  @Override
  public String toString() {
    return "engine %s (%s, resnet4j %s)".formatted(engine, arithmetic, version);
  }
}
