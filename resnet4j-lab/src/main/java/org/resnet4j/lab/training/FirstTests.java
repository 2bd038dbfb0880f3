package org.resnet4j.lab.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.data.Batch;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.input.TrainingData;

/**
 * The same data, tested with the first batches of the test images alone: for a demonstration, whose
 * test is not to take longer than its training.
 *
 * @param whole what the training learns from
 * @param most batches of a test
 */
public record FirstTests(TrainingData whole, int most) implements TrainingData {
  @Override
  public Shape input() {
    return whole.input();
  }

  @Override
  public int classes() {
    return whole.classes();
  }

  @Override
  public List<String> classNames() {
    return whole.classNames();
  }

  @Override
  public int examples() {
    return whole.examples();
  }

  @Override
  public int batchesPerEpoch() {
    return whole.batchesPerEpoch();
  }

  @Override
  public Batches training(int epoch, int batch) {
    return whole.training(epoch, batch);
  }

  @Override
  public Batches validation() {
    return first(whole.validation());
  }

  @Override
  public boolean holdsOut() {
    return whole.holdsOut();
  }

  @Override
  public Batches test() {
    return first(whole.test());
  }

  @Override
  public Optional<Preprocessing> reading() {
    return whole.reading();
  }

  @Override
  public Map<String, String> unreadable() {
    return whole.unreadable();
  }

  private Batches first(Batches all) {
    return new Batches() {
      private int taken;

      @Override
      public Optional<Batch> next() {
        return taken++ < most ? all.next() : Optional.empty();
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }
}
