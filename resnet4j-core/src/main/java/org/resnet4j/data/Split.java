package org.resnet4j.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A data set in two parts: training images, and test images that are never used in training.
 *
 * @param train the training part
 * @param test the test or validation part, with as many classes
 */
public record Split(Dataset train, Dataset test) {
  private static final int NAMED = 5;

  /**
   * Checks that both parts have the same number of classes.
   *
   * @throws DataException if they do not
   */
  public Split {
    if (train.classes().size() != test.classes().size()) {
      throw new DataException(
          "%s has %d classes, %s has %d"
              .formatted(train.name(), train.classes().size(), test.name(), test.classes().size()));
    }
  }

  /**
   * Takes validation examples out of the training part, drawn by the seed, as the paper splits
   * CIFAR-10 into 45k and 5k (section 4.2). The original test part is set aside: the test part of
   * the result is the validation part.
   *
   * @param examples how many are held out
   * @param seed decides which
   * @return the rest of the training part, and the examples held out, both in their original order
   * @throws DataException if that leaves one of the parts empty
   */
  public Split holdOut(int examples, long seed) {
    return holdOut(examples, Shuffle.permutation(seed, 0, train.size()));
  }

  /**
   * Takes the last examples out of the training part for validation, in their order; the original
   * test part is set aside.
   *
   * @param examples how many are held out
   * @return the rest of the training part, and the examples held out
   * @throws DataException if that leaves one of the parts empty
   */
  public Split holdOutLast(int examples) {
    return holdOut(examples, Shuffle.inOrder(train.size()));
  }

  /**
   * Splits the images of one folder: of every class a fifth, at least one image, is for testing; of
   * a class with one image, none. Which ones is drawn by a seed, and the same whenever the images
   * are the same.
   *
   * @param all the images
   * @param seed decides which
   * @return the two parts, each in the original order
   * @throws DataException if no class has two images
   */
  public static Split stratified(Dataset all, long seed) {
    var test = new BitSet();
    byClass(all)
        .forEach(
            (label, own) -> {
              int held = own.size() < 2 ? 0 : Math.max(1, Math.round(own.size() / 5f));
              int[] order = Shuffle.permutation(seed, label, own.size());
              Arrays.stream(order).limit(held).forEach(i -> test.set(own.get(i)));
            });
    if (test.isEmpty()) {
      throw new DataException(
          "%s cannot be split into training and test images: no class has two"
              .formatted(all.name()));
    }
    int[] train = IntStream.range(0, all.size()).filter(i -> !test.get(i)).toArray();
    return new Split(
        new Subset(all.name() + ", four fifths of each class", all, train),
        new Subset(all.name() + ", a fifth of each class", all, test.stream().toArray()));
  }

  private static Map<Integer, List<Integer>> byClass(Dataset images) {
    return IntStream.range(0, images.size()).boxed().collect(Collectors.groupingBy(images::label));
  }

  /**
   * {@return how the test part came about, in one sentence that names the classes without a test
   * image, where it was taken out of the same images as the training part}
   */
  public Optional<String> origin() {
    return train instanceof Subset one
            && test instanceof Subset other
            && one.whole() == other.whole()
        ? Optional.of(
            "%,d of the %,d images of %s are kept from training, to test on%s"
                .formatted(other.size(), one.whole().size(), one.whole().name(), untested()))
        : Optional.empty();
  }

  private String untested() {
    var tested = byClass(test).keySet();
    var names =
        IntStream.range(0, test.classes().size())
            .filter(label -> !tested.contains(label))
            .mapToObj(label -> test.classes().get(label))
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    var first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return "; none of %s%s".formatted(first, names.size() > NAMED ? ", …" : "");
  }

  private Split holdOut(int examples, int[] order) {
    int rest = train.size() - examples;
    if (examples < 1 || rest < 1) {
      throw new DataException(
          "%s has %d examples, %d of them cannot be held out"
              .formatted(train.name(), train.size(), examples));
    }
    int[] kept = Arrays.copyOf(order, rest);
    int[] held = Arrays.copyOfRange(order, rest, order.length);
    Arrays.sort(kept);
    Arrays.sort(held);
    return new Split(
        new Subset(train.name() + ", all but " + examples, train, kept),
        new Subset(train.name() + ", held out", train, held));
  }
}
