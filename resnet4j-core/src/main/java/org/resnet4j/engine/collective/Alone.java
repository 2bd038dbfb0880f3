package org.resnet4j.engine.collective;

import java.util.List;

/** One process: every sum is its own. */
enum Alone implements Collective {
  INSTANCE;

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public Sum beginSum(List<float[]> arrays) {
    return () -> {};
  }

  @Override
  public void sum(double[] values) {}

  @Override
  public void broadcast(float[] values, int root) {}

  @Override
  public void barrier() {}

  @Override
  public void abort(String sentence) {}

  @Override
  public void close() {}
}
