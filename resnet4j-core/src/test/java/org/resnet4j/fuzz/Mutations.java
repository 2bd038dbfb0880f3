package org.resnet4j.fuzz;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.resnet4j.internal.random.Mt19937;

/**
 * Shows a parser damaged copies of sound inputs. Each must be read, or refused with an exception
 * that is documented and says in one sentence what is wrong, soon and in memory that is in
 * proportion to the input. How many each test tries is the system property {@code
 * resnet4j.mutations}; the seed makes every case the same on every machine, and {@code
 * resnet4j.mutations.seed} gives others.
 */
public final class Mutations {
  private static final long SPARE_BYTES = 96L << 20;
  private static final long BYTES_A_BYTE = 4096;
  private static final double SPARE_SECONDS = 5;

  /** Names of classes are no words for a user. */
  private static final List<String> JAVA =
      List.of("java.", "org.resnet4j.", "com.fasterxml", "Exception");

  private final String name;
  private final Parser parser;
  private final List<byte[]> sound = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private Set<Class<?>> documented = Set.of();

  /** Reads an input, or throws. */
  public interface Parser {
    /** Whatever it returns is forgotten. */
    void parse(byte[] input) throws Exception;
  }

  /**
   * What was seen.
   *
   * @param cases how many were tried
   * @param refused how many of them ended with a documented exception
   */
  public record Seen(int cases, int refused) {}

  private Mutations(String name, Parser parser) {
    this.name = name;
    this.parser = parser;
  }

  /** Of a parser; the name seeds the damage and is told where a case fails. */
  public static Mutations of(String name, Parser parser) {
    return new Mutations(name, parser);
  }

  /** Sound inputs, which are damaged. */
  public Mutations from(byte[]... inputs) {
    sound.addAll(List.of(inputs));
    return this;
  }

  /** Words of the format, which are put in at random places. */
  public Mutations withWords(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  /** The exceptions by which the parser refuses an input. */
  public Mutations refusedBy(Class<?>... exceptions) {
    documented = Set.of(exceptions);
    return this;
  }

  /** Tries as many cases as the system property says, else {@code usual}; fails at the first. */
  public Seen run(int usual) {
    int cases = Integer.getInteger("resnet4j.mutations", usual);
    int seed = name.hashCode() + Integer.getInteger("resnet4j.mutations.seed", 0);
    var damage = new Damage(new Mt19937(seed), words);
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      var input = damage.of(sound.get(i % sound.size()));
      refused += isRefused(input, i) ? 1 : 0;
    }
    return new Seen(cases, refused);
  }

  private boolean isRefused(byte[] input, int number) {
    long bytes = allocated();
    long begin = System.nanoTime();
    long cpu = cpuTime();
    try {
      parser.parse(input);
      return false;
    } catch (Exception e) {
      if (documented.stream().noneMatch(one -> one.isInstance(e))) {
        throw new AssertionError(which(input, number), e);
      }
      requireSentence(e, input, number);
      return true;
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(which(input, number), e);
    } finally {
      double seconds = Math.min(System.nanoTime() - begin, cpuTime() - cpu) * 1e-9;
      bytes = allocated() - bytes;
      if (seconds > SPARE_SECONDS || bytes > SPARE_BYTES + BYTES_A_BYTE * input.length) {
        throw new AssertionError(
            "it took %.1f s and %d bytes: %s".formatted(seconds, bytes, which(input, number)));
      }
    }
  }

  private void requireSentence(Exception refusal, byte[] input, int number) {
    String said = String.valueOf(refusal.getMessage());
    boolean speaksJava = JAVA.stream().anyMatch(said::contains);
    if (said.length() < 10 || said.startsWith("null") || speaksJava) {
      throw new AssertionError("'%s' is no sentence: %s".formatted(said, which(input, number)));
    }
  }

  private String which(byte[] input, int number) {
    String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, 2000));
    return "%s, case %d, %d bytes: %s".formatted(name, number, input.length, hex);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
