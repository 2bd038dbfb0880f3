package org.resnet4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.data.source.Parsers;

/**
 * Thousands of damaged files, the same each time: whatever is in one, a reader gives data or a
 * {@link DataException} of one sentence.
 */
@Timeout(60)
class FuzzTest {
  /** Something that reads a file. */
  interface Reader {
    void read(byte[] file);
  }

  record Case(String name, byte[] good, int rounds, Reader reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (var parser : Parsers.all().entrySet()) {
      Parsers.Parser parsed = parser.getValue();
      cases.add(new Case(parser.getKey(), parsed.good(), 1_500, parsed::parse));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void damagedFilesGiveDataOrOneSentence(Case subject) {
    subject.reader().read(subject.good());
    Random random = new Random(subject.name().hashCode());
    int refused = 0;
    for (int round = 0; round < subject.rounds(); round++) {
      byte[] damaged = mutate(subject.good(), random);
      try {
        subject.reader().read(damaged);
      } catch (DataException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] file = good.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && file.length > 0; i++) {
      // headers are where the interesting bytes are
      int reach = random.nextBoolean() ? Math.min(file.length, 64) : file.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextInt(256);
        case 2 -> file[at] = (byte) 0xff;
        case 3 -> file[at] = 0;
        case 4 -> file = Arrays.copyOf(file, random.nextInt(file.length + 1));
        default -> {
          int length = Math.min(random.nextInt(32), file.length - at);
          int from = random.nextInt(file.length - length + 1);
          System.arraycopy(file, from, file, at, length);
        }
      }
    }
    return file;
  }
}
