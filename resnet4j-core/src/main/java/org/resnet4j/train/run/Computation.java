package org.resnet4j.train.run;

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
  /**
   * What this engine computes by.
   *
   * @param engine an open one
   * @return its words
   */
  public static Computation by(Engine engine) {
    return new Computation(engine.name(), engine.arithmetic(), Build.here().version());
  }

  @Override
  public String toString() {
    return "engine %s (%s, resnet4j %s)".formatted(engine, arithmetic, version);
  }
}
