package org.resnet4j.serve.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.resnet4j.classify.Classifier;

/**
 * A loaded version of a model. Requests borrow it; once it is retired nobody new does, and the last
 * who gives it back closes it: no request loses its model under its hands.
 */
public final class ServedModel {
  private final ModelSource source;
  private final Classifier classifier;
  private final ModelStatistics statistics;
  private final Semaphore places;
  private final int room;
  private int borrowers;
  private boolean retired;

  /**
   * A model that is served from now on.
   *
   * @param room how many pictures may be in work or wait at once
   */
  ServedModel(ModelSource source, Classifier classifier, ModelStatistics statistics, int room) {
    this.source = source;
    this.classifier = classifier;
    this.statistics = statistics;
    this.room = room;
    places = new Semaphore(room);
  }

  /** The model's name. */
  public String name() {
    return source.name();
  }

  /** The version, as it stands in addresses. */
  public String version() {
    return Integer.toString(source.version());
  }

  /** The file or folder that it was loaded from. */
  public Path weights() {
    return source.weights();
  }

  /** Says what pictures show. */
  public Classifier classifier() {
    return classifier;
  }

  /** What it has done so far. */
  public ModelStatistics statistics() {
    return statistics;
  }

  /** How many pictures are in work or wait. */
  public int waiting() {
    return room - places.availablePermits();
  }

  /** Whether not one more picture has room. */
  public boolean full() {
    return places.availablePermits() == 0;
  }

  /** Room for so many pictures, at once or not at all; to be left with {@link #leave}. */
  public boolean enter(int pictures) {
    return places.tryAcquire(pictures);
  }

  /** Ends what {@link #enter} began. */
  public void leave(int pictures) {
    places.release(pictures);
  }

  /** Borrows the model, unless it is retired; to be given back. */
  synchronized Optional<ServedModel> borrow() {
    if (retired) {
      return Optional.empty();
    }
    borrowers++;
    return Optional.of(this);
  }

  /** Ends a loan. */
  public void giveBack() {
    boolean last;
    synchronized (this) {
      borrowers--;
      last = retired && borrowers == 0;
    }
    if (last) {
      classifier.close();
    }
  }

  /** Lends it to nobody from now on. */
  void retire() {
    boolean unused;
    synchronized (this) {
      unused = !retired && borrowers == 0;
      retired = true;
    }
    if (unused) {
      classifier.close();
    }
  }
}
