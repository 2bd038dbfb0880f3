package org.resnet4j.serve.setting;

import java.time.Duration;
import java.util.List;

/**
 * What a server bears.
 *
 * @param body bytes of a request, packed or not
 * @param memory bytes of all requests' bodies together
 * @param pixels of a picture, by its header
 * @param pictures of a request
 * @param queue pictures of a model that are in work or wait
 * @param connections at once
 * @param head how long a request's head may take to come
 * @param transfer how long its body may take, and its answer
 * @param deadline how long a picture may wait for its answer
 * @param stop how long what is in work may take when the server stops
 */
public record ServerLimits(
    int body,
    long memory,
    long pixels,
    int pictures,
    int queue,
    int connections,
    Duration head,
    Duration transfer,
    Duration deadline,
    Duration stop) {
  /** As a server is without wishes. */
  public static final ServerLimits USUAL =
      new ServerLimits(
          16 << 20,
          Math.max(64 << 20, Runtime.getRuntime().maxMemory() / 8),
          32_000_000,
          64,
          256,
          512,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(25));

  /**
   * Checks that nothing is bounded by nothing.
   *
   * @throws IllegalArgumentException if a bound is less than 1 or a time not positive
   */
  public ServerLimits {
    for (long bound : new long[] {body, memory, pixels, pictures, queue, connections}) {
      require(bound >= 1, "a bound is at least 1, got " + bound);
    }
    for (var time : List.of(head, transfer, deadline, stop)) {
      require(time.isPositive(), "a time must be positive, got " + time);
    }
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * {@return the same with another bound of the queue}
   *
   * @param most in place of the old
   */
  public ServerLimits withQueue(int most) {
    return new ServerLimits(
        body, memory, pixels, pictures, most, connections, head, transfer, deadline, stop);
  }

  /**
   * {@return the same with another bound of a picture}
   *
   * @param most in place of the old
   */
  public ServerLimits withPixels(long most) {
    return new ServerLimits(
        body, memory, most, pictures, queue, connections, head, transfer, deadline, stop);
  }

  /**
   * {@return the same with another bound of a body}
   *
   * @param most in place of the old
   */
  public ServerLimits withBody(int most) {
    return new ServerLimits(
        most, memory, pixels, pictures, queue, connections, head, transfer, deadline, stop);
  }

  /**
   * {@return the same with another bound of a request}
   *
   * @param most in place of the old
   */
  public ServerLimits withPictures(int most) {
    return new ServerLimits(
        body, memory, pixels, most, queue, connections, head, transfer, deadline, stop);
  }

  /**
   * {@return the same with another bound of connections}
   *
   * @param most in place of the old
   */
  public ServerLimits withConnections(int most) {
    return new ServerLimits(
        body, memory, pixels, pictures, queue, most, head, transfer, deadline, stop);
  }

  /**
   * {@return the same with another deadline}
   *
   * @param time in place of the old
   */
  public ServerLimits withDeadline(Duration time) {
    return new ServerLimits(
        body, memory, pixels, pictures, queue, connections, head, transfer, time, stop);
  }

  /**
   * {@return the same with another time to stop}
   *
   * @param time in place of the old
   */
  public ServerLimits withStop(Duration time) {
    return new ServerLimits(
        body, memory, pixels, pictures, queue, connections, head, transfer, deadline, time);
  }

  /**
   * {@return the same with other times for slow clients}
   *
   * @param ofHead in place of the old
   * @param ofBody in place of the old
   */
  public ServerLimits withTimes(Duration ofHead, Duration ofBody) {
    return new ServerLimits(
        body, memory, pixels, pictures, queue, connections, ofHead, ofBody, deadline, stop);
  }
}
