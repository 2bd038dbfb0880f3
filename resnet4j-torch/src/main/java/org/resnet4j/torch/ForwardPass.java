package org.resnet4j.torch;

import static org.resnet4j.model.Parameters.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.torch.libtorch.SharedSum;
import org.resnet4j.torch.libtorch.SyncNorm;

/**
 * The interpreter of the layer tree on libtorch: one pass of a batch through a network, by
 * functional operators on a map of tensors. Autograd records it where the weights want gradients.
 *
 * <p>Memory: a visit's result belongs to the caller, unless it is the input itself; what is no
 * longer needed is freed at once, and in-place arithmetic is used only on tensors without other
 * readers.
 */
final class ForwardPass {
  /** An auxiliary head's logits and their weight in the loss. */
  record HeadLogits(Tensor logits, double weight) {}

  /**
   * The mode of a pass.
   *
   * @param training batch norm by the batch's statistics, dropout and heads on
   * @param frozenNorms paths of batch norms that use their running statistics all the same
   * @param norms sums the statistics of the others over several processes
   */
  record Conduct(
      boolean training, long dropoutSeed, Set<String> frozenNorms, Optional<SharedSum> norms) {
    static final Conduct EVALUATION = new Conduct(false, 0, Set.of(), Optional.empty());
  }

  private final Map<String, Tensor> weights;
  private final Place place;
  private final Conduct conduct;
  private final Probes probes;
  private final List<HeadLogits> heads = new ArrayList<>();

  ForwardPass(Map<String, Tensor> weights, Place place, Conduct conduct, Probes probes) {
    this.weights = weights;
    this.place = place;
    this.conduct = conduct;
    this.probes = probes;
  }

  /** The network's output for these images (N, C, H, W). */
  Tensor run(Layer layer, Tensor images) {
    probes.see("input", images);
    return visit("", layer, images);
  }

  /** The logits of the auxiliary heads in this pass. */
  List<HeadLogits> heads() {
    return heads;
  }

  private Tensor visit(String path, Layer layer, Tensor x) {
    try {
      var y = compute(path, layer, x);
      probes.see(path, y);
      return y;
    } catch (EngineException | CollectiveException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failures.at(path, e);
    }
  }

  private Tensor compute(String path, Layer layer, Tensor x) {
    return switch (layer) {
      case Conv2d c ->
          Operators.conv2d(
              x, weight(path), bias(path, c.bias()), c.stride(), c.padding(), c.groups());
      case PartialConv2d c ->
          Operators.conv2d(x, dense(c, weight(path)), bias(path, true), 1, 0, 1);
      case BatchNorm2d b -> batchNorm(path, b, x);
      case Linear l -> Operators.linear(x, weight(path), bias(path, l.bias()));
      case Subsampling s ->
          Operators.times(Operators.avgPool(x, 2, 2, 0), 4)
              .mul(Operators.perChannel(weight(path)))
              .add(Operators.perChannel(at(path, "bias")));
      case RadialBasis r -> Operators.minusSquaredDistance(x, at(path, "codes"));
      case Activation a -> activation(a, x);
      case MaxPool2d p -> Operators.maxPool(x, p.kernel(), p.stride(), p.padding(), p.ceil());
      case AvgPool2d p -> Operators.avgPool(x, p.kernel(), p.stride(), p.padding());
      case AdaptiveAvgPool2d p -> Operators.adaptiveAvgPool(x, p.height(), p.width());
      case LocalResponseNorm n ->
          Operators.localResponseNorm(x, n.size(), n.alpha(), n.beta(), n.k());
      case Dropout d -> dropout(path, d, x);
      case Flatten f -> x.flatten(1, -1);
      case Identity i -> x;
      case PaddedIdentity p ->
          Operators.subsampleAndPad(x, p.stride(), p.before(), p.out() - p.in() - p.before());
      case Chain c -> chain(path, c, x, List.of());
      case Residual r -> residual(path, r, x);
      case Concat c -> concat(path, c, x);
      case Highway h -> highway(path, h, x);
      case WithHeads w -> withHeads(path, w, x);
    };
  }

  private Tensor batchNorm(String path, BatchNorm2d norm, Tensor x) {
    boolean batchStatistics = conduct.training() && !conduct.frozenNorms().contains(path);
    if (batchStatistics) {
      Operators.countOne(at(path, "num_batches_tracked"));
    }
    if (batchStatistics && conduct.norms().isPresent()) {
      return SyncNorm.batchNorm(
          x,
          weight(path),
          at(path, "bias"),
          at(path, "running_mean"),
          at(path, "running_var"),
          norm.momentum(),
          norm.eps(),
          conduct.norms().get());
    }
    return Operators.batchNorm(
        x,
        weight(path),
        at(path, "bias"),
        at(path, "running_mean"),
        at(path, "running_var"),
        batchStatistics,
        norm.momentum(),
        norm.eps());
  }

  private static Tensor activation(Activation activation, Tensor x) {
    return switch (activation.function()) {
      case RELU -> x.relu();
      case TANH -> x.tanh();
      case SIGMOID -> x.sigmoid();
      case SCALED_TANH -> Operators.times(Operators.times(x, 2.0 / 3).tanh(), 1.7159);
    };
  }

  private Tensor dropout(String path, Dropout dropout, Tensor x) {
    if (!conduct.training() || dropout.probability() == 0) {
      return x;
    }
    long stream = DropoutMask.stream(conduct.dropoutSeed(), path);
    var factors = new float[Math.toIntExact(x.numel())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = DropoutMask.factor(stream, i, dropout.probability());
    }
    return x.mul(Arrays.tensor(factors, place, Operators.sizes(x)).to(x.scalar_type()));
  }

  private Tensor dense(PartialConv2d layer, Tensor kernels) {
    var places = new long[layer.kernels()];
    int kernel = 0;
    for (int out = 0; out < layer.out(); out++) {
      for (int in : layer.connections().get(out)) {
        places[kernel++] = (long) out * layer.in() + in;
      }
    }
    return Operators.dense(kernels, places, layer.out(), layer.in(), place);
  }

  private Tensor chain(String path, Chain chain, Tensor x, List<Head> taps) {
    var y = x;
    boolean ours = false; // y was made by the layer before, and nothing else needs its values
    for (var child : chain.layers()) {
      Tensor next;
      if (ours
          && child.layer() instanceof Activation a
          && a.function() == Activation.Function.RELU) {
        y.relu_();
        next = y;
      } else {
        next = visit(path(path, child.name()), child.layer(), y);
      }
      if (next != y && y != x) {
        Scope.free(y);
      }
      y = next;
      ours = probes.none() && y != x && overwritable(child.layer());
      for (var head : taps) {
        if (head.after().equals(child.name())) {
          heads.add(new HeadLogits(visit(path(path, head.name()), head.layer(), y), head.weight()));
          ours = false;
        }
      }
    }
    return y;
  }

  private Tensor residual(String path, Residual residual, Tensor x) {
    var branch = visit(path, residual.branch(), x);
    var shortcut = visit(path(path, "downsample"), residual.shortcut(), x);
    var sum = branch;
    if (probes.none() && branch != x && overwritable(residual.branch())) {
      branch.add_(shortcut);
    } else {
      sum = branch.add(shortcut);
      if (branch != x) {
        Scope.free(branch);
      }
    }
    if (shortcut != x) {
      Scope.free(shortcut);
    }
    probes.see(path(path, "sum"), sum);
    return sum;
  }

  private Tensor concat(String path, Concat concat, Tensor x) {
    var parts = new ArrayList<Tensor>();
    for (var branch : concat.branches()) {
      parts.add(visit(path(path, branch.name()), branch.layer(), x));
    }
    var joined = Operators.concatChannels(parts);
    parts.stream().filter(part -> part != x).forEach(Scope::free);
    return joined;
  }

  private Tensor highway(String path, Highway highway, Tensor x) {
    var transform = visit(path(path, "transform"), highway.transform(), x);
    var gate = visit(path(path, "gate"), highway.gate(), x);
    return transform.mul(gate).add(x.mul(Operators.oneMinus(gate)));
  }

  private Tensor withHeads(String path, WithHeads network, Tensor x) {
    var features =
        chain(path, network.trunk(), x, conduct.training() ? network.heads() : List.of());
    var logits = visit(path, network.classifier(), features);
    if (features != x && features != logits) {
      Scope.free(features);
    }
    return logits;
  }

  /** Whether the backward pass of this layer does not read its output. */
  private static boolean overwritable(Layer layer) {
    return switch (layer) {
      case Conv2d c -> true;
      case PartialConv2d c -> true;
      case BatchNorm2d b -> true;
      case Linear l -> true;
      case Residual r -> true;
      case Chain c -> !c.layers().isEmpty() && overwritable(c.layers().getLast().layer());
      default -> false;
    };
  }

  private Tensor weight(String path) {
    return at(path, "weight");
  }

  private Optional<Tensor> bias(String path, boolean there) {
    return there ? Optional.of(at(path, "bias")) : Optional.empty();
  }

  private Tensor at(String path, String name) {
    var key = path(path, name);
    return Optional.ofNullable(weights.get(key))
        .orElseThrow(() -> new EngineException("there is no array '%s'".formatted(key)));
  }
}
