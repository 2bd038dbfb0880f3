package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.resnet4j.int8.plan.Step.Add;
import org.resnet4j.int8.plan.Step.Convolution;
import org.resnet4j.int8.plan.Step.Residual;

/**
 * Lets a convolution add the residual itself, while its sums are in registers: the later one of the
 * two that a sum adds, where nobody else reads its bytes.
 */
final class ResidualFusion {
  private ResidualFusion() {}

  static List<Step> fuse(List<Step> steps) {
    var readers = new HashMap<ByteMap, Integer>();
    steps.forEach(step -> step.reads().forEach(map -> readers.merge(map, 1, Integer::sum)));
    var fused = new ArrayList<Step>();
    for (var step : steps) {
      if (step instanceof Add add) {
        var last = last(fused, add, readers);
        last.ifPresent(fused::remove);
        fused.add(last.<Step>map(convolution -> with(convolution, add)).orElse(add));
      } else {
        fused.add(step);
      }
    }
    return fused;
  }

  private static Optional<Convolution> last(
      List<Step> before, Add add, HashMap<ByteMap, Integer> readers) {
    for (var step : before.reversed()) {
      if (step instanceof Convolution convolution
          && convolution.residual().isEmpty()
          && !convolution.relu()
          && readers.getOrDefault(convolution.out(), 0) == 1
          && add.reads().contains(convolution.out())) {
        return Optional.of(convolution);
      }
    }
    return Optional.empty();
  }

  private static Convolution with(Convolution convolution, Add add) {
    var other = convolution.out().equals(add.a()) ? add.b() : add.a();
    var residual = new Residual(convolution.out().scale(), other);
    return new Convolution(
        convolution.name(),
        convolution.in(),
        convolution.window(),
        convolution.weights(),
        add.relu(),
        Optional.of(residual),
        add.out());
  }
}
