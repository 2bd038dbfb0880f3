package org.resnet4j.serve.http;

import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.Refusal;

/** A model while a request has it, and the places in its queue. For one thread at a time. */
final class Loan implements AutoCloseable {
  private final ServedModel model;
  private int places;

  /** Of a borrowed model. */
  Loan(ServedModel model) {
    this.model = model;
  }

  /** The model. */
  ServedModel model() {
    return model;
  }

  /** Refuses at once what would have to wait for room. */
  void requireRoom() {
    if (model.full()) {
      throw busy();
    }
  }

  /**
   * Holds places for so many pictures until it is closed.
   *
   * @throws Refusal if there is no room for all
   */
  void enter(int pictures) {
    int more = Math.max(0, pictures - places);
    if (!model.enter(more)) {
      throw busy();
    }
    places += more;
  }

  private static Refusal busy() {
    return new Refusal(429, "the model's queue is full; try again soon");
  }

  @Override
  public void close() {
    model.leave(places);
    model.giveBack();
  }
}
