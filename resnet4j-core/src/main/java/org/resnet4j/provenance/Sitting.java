package org.resnet4j.provenance;

import java.time.LocalDate;

/**
 * Where, by what and when a number was computed.
 *
 * @param machine that computed it
 * @param build of resnet4j
 * @param date in ISO 8601, {@code 2026-01-31}
 */
public record Sitting(Machine machine, Build build, String date) {
  /** {@return this machine, this build, today} */
  public static Sitting here() {
    return new Sitting(Machine.here(), Build.here(), LocalDate.now().toString());
  }
}
