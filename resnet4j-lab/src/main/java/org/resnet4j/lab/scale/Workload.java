package org.resnet4j.lab.scale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;

/**
 * What a network asks for in each step of its training.
 *
 * @param network its name and the side of its input: {@code resnet50@224}
 * @param multiplyAdds of one image forward; backward costs twice as much
 * @param norms its batch norms
 * @param buckets in which its gradients travel, in the order in which they are complete
 */
public record Workload(String network, double multiplyAdds, int norms, List<Bucket> buckets) {

  /**
   * Gradients that travel together.
   *
   * @param floats how many
   * @param ready how much of the backward pass is done when they are complete, up to 1
   */
  public record Bucket(long floats, double ready) {}

  /** Floats of the first bucket, 1 MiB, and of the others, 25 MiB, as the engine has them. */
  private static final int FIRST = 1 << 18;

  private static final int OTHERS = 25 << 18;

  /** Copies the buckets. */
  public Workload {
    buckets = List.copyOf(buckets);
  }

  /**
   * What this network asks for. The backward pass is taken to spend its time as the multiply-adds
   * lie.
   *
   * @param architecture the network and its input, (C, H, W) in pixels
   * @return its work
   */
  public static Workload of(Architecture architecture) {
    var input = architecture.input();
    var cost = Cost.of(architecture.layer(), input);
    long norms =
        cost.rows().stream().filter(r -> r.node().layer() instanceof Layer.BatchNorm2d).count();
    return new Workload(
        architecture.name() + "@" + input.height(),
        cost.multiplyAdds(),
        Math.toIntExact(norms),
        buckets(architecture.layer(), cost));
  }

  /** A bucket takes arrays until it is full; an array that is larger has one for itself. */
  private static List<Bucket> buckets(Layer layer, Cost cost) {
    var arrays = arrays(layer);
    var buckets = new ArrayList<Bucket>();
    double all = Math.max(1, cost.rows().stream().mapToLong(Cost.Row::multiplyAdds).sum());
    double done = 0;
    for (var row : cost.rows().reversed()) {
      done += row.multiplyAdds() / all;
      for (long floats : arrays.getOrDefault(row.node().path(), List.of())) {
        var last = buckets.isEmpty() ? new Bucket(0, 0) : buckets.removeLast();
        boolean full = last.floats() + floats > (buckets.isEmpty() ? FIRST : OTHERS);
        if (full && last.floats() > 0) {
          buckets.add(last);
          last = new Bucket(0, 0);
        }
        buckets.add(new Bucket(last.floats() + floats, done));
      }
    }
    return buckets;
  }

  /** The sizes of the trained arrays of each layer, by its path. */
  private static Map<String, List<Long>> arrays(Layer layer) {
    var arrays = new HashMap<String, List<Long>>();
    for (var parameter : Parameters.of(layer)) {
      if (parameter.trainable()) {
        arrays
            .computeIfAbsent(layerOf(parameter), path -> new ArrayList<>())
            .add(parameter.shape().elements());
      }
    }
    return arrays;
  }

  private static String layerOf(Parameter parameter) {
    int dot = parameter.key().lastIndexOf('.');
    return dot < 0 ? "" : parameter.key().substring(0, dot);
  }

  /** {@return whether its images are decoded from files while it trains, not kept in memory} */
  public boolean photographs() {
    return Integer.parseInt(network.substring(network.indexOf('@') + 1)) > 64;
  }

  /** {@return the trained numbers} */
  public long parameters() {
    return buckets.stream().mapToLong(Bucket::floats).sum();
  }
}
