package org.resnet4j.evaluate;

/**
 * A network's prediction for one image.
 *
 * @param index of the image in its data set
 * @param label its true class
 * @param probabilities of each class
 */
public record Prediction(int index, int label, double[] probabilities) {
  /** The predicted class. */
  public int predicted() {
    return Scores.argmax(probabilities);
  }

  /** The probability of that class. */
  public double confidence() {
    return probabilities[predicted()];
  }

  public boolean correct() {
    return predicted() == label;
  }
}
