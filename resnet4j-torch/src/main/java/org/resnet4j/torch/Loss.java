package org.resnet4j.torch;

import org.bytedeco.pytorch.Tensor;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Place;

/** Mean cross-entropy with label smoothing: of the logits, plus the auxiliary heads', weighted. */
final class Loss {
  private Loss() {}

  static Tensor of(Pass pass, Tensor logits, Batch batch, double smoothing, Place place) {
    var target = target(batch, Math.toIntExact(logits.size(1)), place);
    var loss = Operators.crossEntropy(logits, target, smoothing);
    for (var head : pass.heads()) {
      var side = Operators.crossEntropy(Operators.stored(head.logits(), place), target, smoothing);
      loss = loss.add(Operators.times(side, head.weight()));
    }
    return loss;
  }

  private static Tensor target(Batch batch, int classes, Place place) {
    return switch (batch.targets()) {
      case Targets.Labels labels -> labels(labels.labels(), batch.size(), classes, place);
      case Targets.Distributions soft -> {
        if (soft.classes() != classes) {
          throw new IllegalArgumentException(
              "the targets are distributions over %d classes, the network has %d"
                  .formatted(soft.classes(), classes));
        }
        yield Arrays.tensor(soft.probabilities(), place, batch.size(), classes);
      }
    };
  }

  private static Tensor labels(int[] labels, int size, int classes, Place place) {
    var values = new long[size];
    for (int i = 0; i < size; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d of example %d: the network has the classes 0 to %d"
                .formatted(labels[i], i, classes - 1));
      }
      values[i] = labels[i];
    }
    return Arrays.tensor(values, place);
  }
}
