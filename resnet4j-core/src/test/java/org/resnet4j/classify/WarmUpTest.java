package org.resnet4j.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Warming up, whatever is warmed. */
final class WarmUpTest {

  @Test
  void everySizeUpToTheMostIsRunAgainAndAgain() {
    var sizes = new ArrayList<Integer>();
    WarmUp.run(5, sizes::add);
    assertThat(sizes).isSorted();
    assertThat(sizes.stream().distinct()).containsExactly(1, 2, 4);
    for (int size : new int[] {1, 2, 4}) {
      assertThat(sizes.stream().filter(one -> one == size).count()).isGreaterThanOrEqualTo(9);
    }
  }
}
