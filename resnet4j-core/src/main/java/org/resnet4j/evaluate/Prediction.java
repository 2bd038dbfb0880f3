package org.resnet4j.evaluate;

/**
 * What a network said of one image.
 *
 * @param index of the image in its data set
 * @param label its true class
 * @param probabilities of each class
 */
public record Prediction(int index, int label, double[] probabilities) {
  /** The class it was taken for. */
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
