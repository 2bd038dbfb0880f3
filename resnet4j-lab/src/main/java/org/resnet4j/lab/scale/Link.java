package org.resnet4j.lab.scale;

/**
 * The way between two workers.
 *
 * @param name for people
 * @param bytesPerSecond it carries in each direction; infinite where the processor is the limit
 * @param hopSeconds from one worker's sending to the other's having it, for next to no bytes
 * @param workPerByte seconds that the processor of a worker is busy for each byte it sends: copies,
 *     additions, the kernel's TCP
 */
public record Link(String name, double bytesPerSecond, double hopSeconds, double workPerByte) {

  /** Of a link's bits, those that are not headers of Ethernet, IP and TCP. */
  private static final double PAYLOAD = 0.94;

  /** What a link of so many gigabits a second carries. */
  static double bytesPerSecond(double gigabits) {
    return gigabits * 1e9 / 8 * PAYLOAD;
  }

  /** Seconds on the way. */
  double wire(double bytes) {
    return bytes / bytesPerSecond;
  }
}
