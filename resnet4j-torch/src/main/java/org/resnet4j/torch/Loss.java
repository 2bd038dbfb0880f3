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

  static Tensor of(ForwardPass pass, Tensor logits, Batch batch, double smoothing, Place place) {
    var target = target(batch, place);
    var loss = Operators.crossEntropy(logits, target, smoothing);
    for (var head : pass.heads()) {
      var side = Operators.crossEntropy(Operators.stored(head.logits(), place), target, smoothing);
      loss = loss.add(Operators.times(side, head.weight()));
    }
    return loss;
  }

  private static Tensor target(Batch batch, Place place) {
    return switch (batch.targets()) {
      case Targets.Labels(int[] labels) ->
          Arrays.tensor(java.util.Arrays.stream(labels).asLongStream().toArray(), place);
      case Targets.Distributions(float[] rows, int classes) ->
          Arrays.tensor(rows, place, batch.size(), classes);
    };
  }
}
