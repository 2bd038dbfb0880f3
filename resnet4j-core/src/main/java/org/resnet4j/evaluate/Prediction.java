package org.resnet4j.evaluate;

import java.util.Arrays;
import java.util.Objects;

/**
 * A network's prediction for one image.
 *
 * @param index of the image in its data set
 * @param label its true class
 * @param probabilities of each class
 */
public record Prediction(int index, int label, double[] probabilities) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Prediction prediction
        && index == prediction.index
        && label == prediction.label
        && Arrays.equals(probabilities, prediction.probabilities);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, label, Arrays.hashCode(probabilities));
  }

  /** {@return the predicted class, the one of the highest probability; the first of equals} */
  public int predicted() {
    return Scores.argmax(probabilities);
  }

  /** {@return the probability of the predicted class} */
  public double confidence() {
    return probabilities[predicted()];
  }

  /** {@return whether the predicted class is the true one} */
  public boolean correct() {
    return predicted() == label;
  }
}
