package org.resnet4j.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Several labelled images that a network sees at once. A batch has as many examples as its {@link
 * Targets}, at least one.
 *
 * <p>A batch owns its arrays, and nobody writes to them: it may be kept and read by several
 * threads. A batch on {@linkplain #lent loan} shares the array of its maker, who writes the next
 * images there. Once the loan is over each use of such a batch is an {@link IllegalStateException};
 * to keep the batch, keep a {@link #copy}.
 *
 * <p>Two batches are equal if their shapes, the images of their examples and their targets are.
 */
public final class Batch {
  private final float[] images;
  private final ImageShape shape;
  private final Targets targets;
  private final Loan loan;

  /**
   * A batch that owns its arrays.
   *
   * @param images (N, C, H, W), row-major, normalised; may be longer than the examples need. The
   *     array is not copied: whoever hands it over gives it away
   * @param shape (C, H, W) of one image
   * @param targets what the network should say of each of the N examples
   * @throws IllegalArgumentException if there is no example, or the images are too short
   */
  public Batch(float[] images, ImageShape shape, Targets targets) {
    this(images, shape, targets, new Loan());
    long wanted = (long) targets.size() * shape.length();
    if (targets.size() < 1 || images.length < wanted) {
      throw new IllegalArgumentException(
          targets.size() < 1
              ? "a batch holds at least one example, this one has none"
              : "%d examples of %s need %d values, the images hold %d"
                  .formatted(targets.size(), shape, wanted, images.length));
    }
  }

  private Batch(float[] images, ImageShape shape, Targets targets, Loan loan) {
    this.images = images;
    this.shape = shape;
    this.targets = targets;
    this.loan = loan;
  }

  /** How long a batch may be used that shares the array of its maker. Safe for several threads. */
  public static final class Loan {
    private volatile boolean over;

    /** A loan that is not over. */
    public Loan() {}

    /** From now on each use of the batch is an error; may be called again. */
    public void end() {
      over = true;
    }
  }

  /**
   * {@return this batch without a copy, to be used until the loan ends}
   *
   * @param until the loan; whoever lends the batch ends it
   * @throws IllegalStateException if this batch is on a loan that is over
   */
  public Batch lent(Loan until) {
    return new Batch(images(), shape, targets, until);
  }

  /**
   * {@return the same images with other targets, on the same loan if this batch is on one}
   *
   * @param others one target for each of the N examples
   * @throws IllegalArgumentException if there are not N of them
   * @throws IllegalStateException if the batch was lent and the loan is over
   */
  public Batch withTargets(Targets others) {
    if (others.size() != size()) {
      throw new IllegalArgumentException(
          "a batch of %d examples needs as many targets, got %d".formatted(size(), others.size()));
    }
    return new Batch(images(), shape, others, loan);
  }

  /**
   * {@return a batch that owns a copy of the images, to keep; the targets are shared}
   *
   * @throws IllegalStateException if the batch was lent and the loan is over
   */
  public Batch copy() {
    return new Batch(Arrays.copyOf(images(), length()), shape, targets, new Loan());
  }

  /**
   * {@return the images, (N, C, H, W), row-major; the array may be longer than the examples need,
   * and it is not a copy}
   *
   * @throws IllegalStateException if the batch was lent and the loan is over
   */
  public float[] images() {
    if (loan.over) {
      throw new IllegalStateException(
          "this batch was lent until the next one, and its array holds other images by now; keep"
              + " batch.copy() instead");
    }
    return images;
  }

  /** {@return the shape (C, H, W) of one image} */
  public ImageShape shape() {
    return shape;
  }

  /** {@return what the network should say of each example} */
  public Targets targets() {
    return targets;
  }

  /** {@return N, the number of examples, at least 1} */
  public int size() {
    return targets.size();
  }

  /** {@return C, the number of channels of an image} */
  public int channels() {
    return shape.channels();
  }

  /** {@return H, the height of an image in pixels} */
  public int height() {
    return shape.height();
  }

  /** {@return W, the width of an image in pixels} */
  public int width() {
    return shape.width();
  }

  /** {@return C·H·W, the number of values of one example} */
  public int exampleLength() {
    return shape.length();
  }

  private int length() {
    return size() * exampleLength();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch batch
        && shape.equals(batch.shape)
        && targets.equals(batch.targets)
        && Arrays.equals(images(), 0, length(), batch.images(), 0, length());
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, targets);
  }

  @Override
  public String toString() {
    return "a batch of %d x %s".formatted(size(), shape);
  }
}
