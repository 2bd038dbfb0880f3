package org.resnet4j.vector.execution;

import org.resnet4j.data.Targets;
import org.resnet4j.vector.ops.CrossEntropy;
import org.resnet4j.vector.ops.DropoutKernel;
import org.resnet4j.vector.ops.Reorder;

/** The inputs of each run: set before it, read by the tasks. */
public final class RunInputs
    implements Reorder.ImageSource, CrossEntropy.TargetSource, DropoutKernel.SeedSource {
  private float[] images = new float[0];
  private Targets targets = new Targets.Labels(new int[0]);
  private double scale = 1;
  private long dropoutSeed;
  private boolean last;

  /**
   * Sets the images.
   *
   * @param plain (N, C, H, W), not copied; may be longer
   */
  public void images(float[] plain) {
    images = plain;
  }

  /**
   * Sets what training needs beside the images.
   *
   * @param gradientScale a factor on all gradients
   * @param seed decides the dropout masks
   */
  public void training(Targets wanted, double gradientScale, long seed) {
    targets = wanted;
    scale = gradientScale;
    dropoutSeed = seed;
  }

  /**
   * Sets whether the update follows.
   *
   * @param value whether gradients may leave as soon as they are complete
   */
  public void last(boolean value) {
    last = value;
  }

  boolean last() {
    return last;
  }

  /** Drops the batch, so that it can be garbage collected. */
  public void clear() {
    images = new float[0];
  }

  @Override
  public float[] data() {
    return images;
  }

  @Override
  public Targets targets() {
    return targets;
  }

  @Override
  public double scale() {
    return scale;
  }

  @Override
  public long dropoutSeed() {
    return dropoutSeed;
  }
}
