package org.resnet4j.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Parameter;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.InPlace;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Place;

/**
 * Replaces each gradient by its sum over all processes, once before an update. All arrays travel at
 * the same time, the last layers' first.
 */
final class GradientSum {
  private final Collective processes;
  private final List<Parameter> trained;
  private final Place place;
  private boolean done;

  GradientSum(DataParallel parallel, List<Parameter> trained, Place place) {
    processes = parallel.processes();
    this.trained = trained.reversed();
    this.place = place;
    done = !parallel.together();
  }

  /** Sums, if that was not done since the last update. */
  void make(Map<String, Tensor> weights) {
    if (done) {
      return;
    }
    if (place.precision() == Precision.FP64) {
      trained.forEach(parameter -> wide(weights.get(parameter.key())));
    } else {
      floats(weights);
    }
    done = true;
  }

  private void floats(Map<String, Tensor> weights) {
    var all = new ArrayList<float[]>();
    for (var parameter : trained) {
      var gradient = InPlace.gradient(weights.get(parameter.key()));
      all.add(
          gradient.defined()
              ? Arrays.floats(gradient)
              : new float[Math.toIntExact(parameter.shape().elements())]);
    }
    processes.beginSum(all).await();
    for (int i = 0; i < all.size(); i++) {
      var weight = weights.get(trained.get(i).key());
      give(weight, Arrays.tensor(all.get(i), place, Operators.sizes(weight)));
    }
  }

  private void wide(Tensor weight) {
    var gradient = InPlace.gradient(weight);
    var values =
        gradient.defined() ? Arrays.doubles(gradient) : new double[Math.toIntExact(weight.numel())];
    processes.sum(values);
    give(weight, Arrays.tensor(values, place, Operators.sizes(weight)));
  }

  private static void give(Tensor weight, Tensor sum) {
    var gradient = InPlace.gradient(weight);
    if (gradient.defined()) {
      gradient.copy_(sum);
    } else {
      InPlace.giveGradient(weight, sum);
    }
  }

  /** The next pass gathers anew. */
  void reset() {
    done = processes.size() == 1;
  }
}
