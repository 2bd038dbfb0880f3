package org.resnet4j.cli.int8;

import java.util.Optional;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;

/**
 * What is to be computed in 8 bits.
 *
 * @param pipeline how images become numbers
 * @param input (C, H, W)
 * @param classes how many logits there are
 * @param images to calibrate on if the user names none
 */
public record Int8Subject(
    Network network, Pipeline pipeline, Shape input, int classes, Optional<Dataset> images) {
  public static Int8Subject of(TrainedNetwork trained) {
    return new Int8Subject(
        trained.network(),
        trained.pipeline(),
        trained.input(),
        trained.classes().size(),
        Optional.empty());
  }
}
