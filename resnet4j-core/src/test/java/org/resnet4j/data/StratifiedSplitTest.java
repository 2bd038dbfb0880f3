package org.resnet4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {
  @Test
  void aFifthOfEachClassIsKeptForTestingAndEveryImageOnce() {
    var all = new Labels(20, 7, 2, 1);
    var split = Split.stratified(all, 0);
    assertThat(counts(split.test())).containsExactly(4, 1, 1, 0);
    assertThat(counts(split.train())).containsExactly(16, 6, 1, 1);
    var seen = new ArrayList<String>();
    for (var part : List.of(split.train(), split.test())) {
      for (int i = 0; i < part.size(); i++) {
        seen.add(part.origin(i));
      }
    }
    assertThat(seen).hasSize(30).doesNotHaveDuplicates();
    assertThat(split.origin().orElseThrow())
        .isEqualTo("6 of the 30 images of labels are kept from training, to test on; none of d");
    assertThat(Split.stratified(new Labels(10, 10), 0).holdOutLast(4).origin().orElseThrow())
        .endsWith("are kept from training, to test on; none of a");
  }

  @Test
  void theSeedDecidesWhich() {
    var all = new Labels(50, 50);
    assertThat(Split.stratified(all, 0)).isEqualTo(Split.stratified(all, 0));
    assertThat(Split.stratified(all, 0)).isNotEqualTo(Split.stratified(all, 1));
  }

  @Test
  void whatHasNoTwoImagesOfAClassCannotBeSplit() {
    assertThatThrownBy(() -> Split.stratified(new Labels(1, 1), 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no class has two");
  }

  private static int[] counts(Dataset part) {
    var counts = new int[part.classes().size()];
    for (int i = 0; i < part.size(); i++) {
      counts[part.label(i)]++;
    }
    return counts;
  }

  /** So many examples of each class, one class after the other. */
  private static final class Labels implements Dataset {
    private final int[] labels;
    private final int classes;

    Labels(int... each) {
      var all = new ArrayList<Integer>();
      for (int k = 0; k < each.length; k++) {
        for (int i = 0; i < each[k]; i++) {
          all.add(k);
        }
      }
      labels = all.stream().mapToInt(k -> k).toArray();
      classes = each.length;
    }

    @Override
    public String name() {
      return "labels";
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public List<String> classes() {
      return List.of("a", "b", "c", "d").subList(0, classes);
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public Optional<ImageShape> shape() {
      return Optional.empty();
    }

    @Override
    public int label(int index) {
      return labels[index];
    }

    @Override
    public Image image(int index) {
      throw new DataException("only labels");
    }
  }
}
