package org.resnet4j.data.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.data.augment.Pipeline;

class ShareTest {
  private static final int EXAMPLES = 50;

  @ParameterizedTest
  @CsvSource({"12, 2", "12, 3", "12, 5", "7, 4"})
  void wholeBatchesAreDividedWithoutRest(int batchSize, int processes) {
    var whole = batches(LoaderOptions.training(batchSize, 3), Share.whole());
    for (int k = 0; k < whole.size(); k++) {
      var together = new Integer[batchSize];
      for (int rank = 0; rank < processes; rank++) {
        var options = LoaderOptions.training(batchSize, 3);
        var own = batches(options, new Share(rank, processes, true)).get(k);
        for (int i = 0; i < own.size(); i++) {
          together[rank + i * processes] = own.get(i);
        }
      }
      assertThat(List.of(together)).isEqualTo(whole.get(k));
    }
  }

  /** As DistributedSampler pads: with the first of the epoch's order. */
  @Test
  void aLastSmallerBatchIsFilledUp() {
    var options = new LoaderOptions(16, true, false, 3, 1, 4, Unreadable.OMIT);
    var whole = batches(options, Share.whole());
    var order = whole.stream().flatMap(List::stream).toList();
    assertThat(whole.getLast()).hasSize(2);
    var last =
        IntStream.range(0, 4)
            .mapToObj(rank -> batches(options, new Share(rank, 4, true)).getLast())
            .toList();
    assertThat(last)
        .containsExactly(
            List.of(order.get(48)),
            List.of(order.get(49)),
            List.of(order.get(0)),
            List.of(order.get(1)));
    assertThat(new Share(0, 4, true).taken(2, 16)).isEqualTo(4);
    assertThat(new Share(0, 4, true).taken(16, 16)).isEqualTo(16);
  }

  @Test
  void inEvaluationEveryImageIsSeenOnceAndAShareMayBeEmpty() {
    var seen = new ArrayList<Integer>();
    for (int rank = 0; rank < 60; rank++) {
      var options = LoaderOptions.evaluation(EXAMPLES).withShare(new Share(rank, 60, false));
      try (var loader = Loader.once(numbers(), new Pipeline(List.of()), options)) {
        loader.next().ifPresent(batch -> seen.addAll(batch.examples()));
        assertThat(loader.next()).isEmpty();
      }
    }
    assertThat(seen).containsExactlyElementsOf(IntStream.range(0, EXAMPLES).boxed().toList());
  }

  @Test
  void aShareIsOneOfThem() {
    assertThatThrownBy(() -> new Share(2, 2, true))
        .isInstanceOf(DataException.class)
        .hasMessage("a share is one of 2, from 0 to 1, got 2");
  }

  private static List<List<Integer>> batches(LoaderOptions options, Share share) {
    var batches = new ArrayList<List<Integer>>();
    var own = options.withShare(share);
    try (var loader = Loader.once(numbers(), new Pipeline(List.of()), own)) {
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        batches.add(next.get().examples());
      }
    }
    return batches;
  }

  private static MemoryDataset numbers() {
    int[] labels = new int[EXAMPLES];
    var shape = new ImageShape(1, 2, 2);
    return new MemoryDataset("numbers", List.of("0"), shape, new byte[4 * EXAMPLES], labels);
  }
}
