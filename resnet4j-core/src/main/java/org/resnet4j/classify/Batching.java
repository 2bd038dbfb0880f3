package org.resnet4j.classify;

import java.time.Duration;
import java.util.Optional;

/**
 * How the calls of several threads share a classifier.
 *
 * @param most how many pictures are computed together at most
 * @param room how many calls may wait at most; further ones wait for a place, first come, first
 *     served
 * @param deadline how long a call may take from its beginning to its answer; empty: for ever
 * @param meters is told counts and times
 */
record Batching(int most, int room, Optional<Duration> deadline, ClassifierMeters meters) {
  static final Batching USUAL = new Batching(8, 256, Optional.empty(), ClassifierMeters.NONE);

  Batching {
    require(most >= 1 && most <= 1024, "a batch has from 1 to 1024 pictures, got " + most);
    require(room >= 1, "at least one call must have room to wait, got " + room);
    deadline.ifPresent(Batching::positive);
  }

  static void positive(Duration time) {
    require(!time.isNegative() && !time.isZero(), "a deadline must lie in the future, got " + time);
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  Batching withMost(int pictures) {
    return new Batching(pictures, room, deadline, meters);
  }

  Batching withRoom(int calls) {
    return new Batching(most, calls, deadline, meters);
  }

  Batching withDeadline(Duration time) {
    return new Batching(most, room, Optional.of(time), meters);
  }

  Batching withMeters(ClassifierMeters told) {
    return new Batching(most, room, deadline, new Dropping(told));
  }

  /** Drops what the user's meters throw: no call fails because it could not be counted. */
  private record Dropping(ClassifierMeters told) implements ClassifierMeters {
    @Override
    public void time(String name, Duration duration, String... tags) {
      quietly(() -> told.time(name, duration, tags));
    }

    @Override
    public void record(String name, double amount, String... tags) {
      quietly(() -> told.record(name, amount, tags));
    }

    private static void quietly(Runnable report) {
      try {
        report.run();
      } catch (RuntimeException e) {
        System.getLogger("org.resnet4j.classify")
            .log(System.Logger.Level.DEBUG, "a meter of the classifier failed", e);
      }
    }
  }
}
