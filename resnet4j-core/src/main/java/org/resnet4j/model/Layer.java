package org.resnet4j.model;

import java.util.List;

/**
 * A network as a value: an immutable tree of records. Everything the system does with a network is
 * an interpreter of this tree, one exhaustive {@code switch} in one file; add a layer here and the
 * compiler lists every interpreter that must learn it.
 *
 * <p>Every record checks its numbers when it is made: what cannot be computed on any input is an
 * {@link IllegalArgumentException} that names layer and number.
 *
 * <p>Shapes in these comments leave the batch out: an image is (C, H, W), a feature vector (F).
 */
public sealed interface Layer {

  // ---- layers with weights -------------------------------------------------------------------

  /**
   * Cross-correlation of a square kernel, as every framework's "convolution". Weight (out, in /
   * groups, kernel, kernel), bias (out) if {@code bias}. AlexNet's two towers are {@code groups =
   * 2}.
   */
  record Conv2d(int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
      implements Layer {
    public Conv2d {
      LayerChecks.of("Conv2d")
          .positive("in", in)
          .positive("out", out)
          .positive("kernel", kernel)
          .positive("stride", stride)
          .notNegative("padding", padding)
          .positive("groups", groups)
          .require(
              in % groups == 0 && out % groups == 0,
              "in (%d) and out (%d) must be multiples of groups (%d)",
              in,
              out,
              groups);
    }

    public Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias) {
      this(in, out, kernel, stride, padding, 1, bias);
    }
  }

  /**
   * A convolution of stride 1 without padding in which an output map sees only some of the input
   * maps: C3 of LeNet-5 (LeCun et al. 1998, Table I). {@code connections.get(k)} lists, ascending,
   * the input maps of output map {@code k}. Weight (connections in all, kernel, kernel), in the
   * order of the table; bias (out).
   */
  record PartialConv2d(int in, int kernel, List<List<Integer>> connections) implements Layer {
    public PartialConv2d {
      connections = connections.stream().map(List::copyOf).toList();
      LayerChecks.of("PartialConv2d")
          .positive("in", in)
          .positive("kernel", kernel)
          .connections(in, connections);
    }

    public int out() {
      return connections.size();
    }

    /** How many kernels the table holds: 60 in LeNet-5. */
    public int kernels() {
      return connections.stream().mapToInt(List::size).sum();
    }
  }

  /**
   * Batch normalisation over (N, H, W) of each channel (Ioffe and Szegedy 2015). Weight γ and bias
   * β (channels); buffers running_mean, running_var (channels) and num_batches_tracked. The running
   * variance is the unbiased one and moves by {@code momentum} towards the batch's, as in PyTorch.
   */
  record BatchNorm2d(int channels, double eps, double momentum) implements Layer {
    public BatchNorm2d {
      LayerChecks.of("BatchNorm2d")
          .positive("channels", channels)
          .require(eps >= 0, "eps must not be negative, got %s", eps)
          .finite("eps", eps)
          .require(
              momentum >= 0 && momentum <= 1, "momentum must be from 0 to 1, got %s", momentum);
    }

    public BatchNorm2d(int channels) {
      this(channels, 1e-5, 0.1);
    }
  }

  /** y = W x + b. Weight (out, in), bias (out) if {@code bias}. */
  record Linear(int in, int out, boolean bias) implements Layer {
    public Linear {
      LayerChecks.of("Linear").positive("in", in).positive("out", out);
    }

    public Linear(int in, int out) {
      this(in, out, true);
    }
  }

  /**
   * LeNet-5's trainable subsampling: the sum over each 2 × 2 window times a coefficient, plus a
   * bias, both per channel. Weight (channels), bias (channels). The squashing function that follows
   * is a separate layer.
   */
  record Subsampling(int channels) implements Layer {
    public Subsampling {
      LayerChecks.of("Subsampling").positive("channels", channels);
    }
  }

  /**
   * LeNet-5's output: minus the squared distance to a fixed code of ±1 for each class, −Σ(x − c)².
   * Buffer {@code codes} (classes, in), not trained. Departs: the paper's output is the distance
   * itself; with the sign changed, the largest output wins as in every other network here.
   */
  record RadialBasis(int in, int classes) implements Layer {
    public RadialBasis {
      LayerChecks.of("RadialBasis").positive("in", in).positive("classes", classes);
    }
  }

  // ---- layers without weights ----------------------------------------------------------------

  /** A function of each element. */
  record Activation(Function function) implements Layer {
    public Activation {
      LayerChecks.of("Activation").given("function", function);
    }

    /** The non-linearities of the papers. */
    public enum Function {
      RELU,
      TANH,
      SIGMOID,
      /** 1.7159 tanh(2x/3), LeNet-5's squashing function. */
      SCALED_TANH
    }
  }

  /** Maximum over a window; padding counts as −∞. {@code ceil}: a last partial window counts. */
  record MaxPool2d(int kernel, int stride, int padding, boolean ceil) implements Layer {
    public MaxPool2d {
      LayerChecks.of("MaxPool2d").window(kernel, stride, padding);
    }
  }

  /** Mean over a window, padding included, as PyTorch's default. */
  record AvgPool2d(int kernel, int stride, int padding) implements Layer {
    public AvgPool2d {
      LayerChecks.of("AvgPool2d").window(kernel, stride, padding);
    }
  }

  /**
   * Mean over a grid of height × width nearly equal windows (PyTorch's AdaptiveAvgPool2d); 1 × 1 is
   * global average pooling.
   */
  record AdaptiveAvgPool2d(int height, int width) implements Layer {
    public AdaptiveAvgPool2d {
      LayerChecks.of("AdaptiveAvgPool2d").positive("height", height).positive("width", width);
    }
  }

  /**
   * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): b = a / (k
   * + α Σ a²)^β over {@code size} neighbouring channels. α is the paper's; PyTorch's is {@code
   * size} times as large.
   */
  record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
    public LocalResponseNorm {
      LayerChecks.of("LocalResponseNorm")
          .positive("size", size)
          .finite("alpha", alpha)
          .finite("beta", beta)
          .finite("k", k);
    }
  }

  /** Sets elements to zero with this probability in training and scales the rest by 1 / (1 − p). */
  record Dropout(double probability) implements Layer {
    public Dropout {
      LayerChecks.of("Dropout")
          .require(
              probability >= 0 && probability < 1,
              "probability must be from 0 to below 1, got %s",
              probability);
    }
  }

  /** (C, H, W) to (C·H·W). */
  record Flatten() implements Layer {}

  /** The input itself: the identity shortcut, equation (1). */
  record Identity() implements Layer {}

  /**
   * Shortcut option A: every {@code stride}-th pixel, and zeros for the channels that are new, half
   * of them (rounded down) before and the rest after. No parameters.
   */
  record PaddedIdentity(int in, int out, int stride) implements Layer {
    public PaddedIdentity {
      LayerChecks.of("PaddedIdentity")
          .positive("in", in)
          .positive("stride", stride)
          .require(out >= in, "out (%d) must be at least in (%d)", out, in);
    }

    public int before() {
      return (out - in) / 2;
    }
  }

  // ---- combinators ---------------------------------------------------------------------------

  /** A layer that consists of layers; every other layer is a leaf of the tree. */
  sealed interface Combinator extends Layer {}

  /** A layer and the name it has in its parent; an empty name adds nothing to the path. */
  record Named(String name, Layer layer) {
    public Named {
      LayerChecks.of("Named").given("name", name).given("layer", layer);
    }
  }

  /** Named layers in order. */
  record Chain(List<Named> layers) implements Combinator {
    public Chain {
      layers = List.copyOf(layers);
    }
  }

  /**
   * F(x) + S(x): equations (1) and (2) of He et al. 2015, without the ReLU that follows. The
   * branch's names are the parent's; the shortcut's names are under {@code downsample}, as
   * torchvision spells it.
   */
  record Residual(Layer branch, Layer shortcut) implements Combinator {
    public Residual {
      LayerChecks.of("Residual").given("branch", branch).given("shortcut", shortcut);
    }
  }

  /** The branches' outputs concatenated along the channels (GoogLeNet's Inception). */
  record Concat(List<Named> branches) implements Combinator {
    public Concat {
      branches = List.copyOf(branches);
      LayerChecks.of("Concat").require(!branches.isEmpty(), "there must be at least one branch");
    }
  }

  /**
   * H(x)·T(x) + x·(1 − T(x)) (Srivastava et al. 2015, equation 3). Names {@code transform} and
   * {@code gate}; the gate ends in its sigmoid. {@code gateBias} is the initial bias of the gate's
   * convolution or linear layer.
   */
  record Highway(Layer transform, Layer gate, double gateBias) implements Combinator {
    public Highway {
      LayerChecks.of("Highway")
          .given("transform", transform)
          .given("gate", gate)
          .finite("gateBias", gateBias);
    }
  }

  /**
   * GoogLeNet's auxiliary classifiers: the trunk, side heads that are attached to named children of
   * it and exist in training only, and the classifier after the trunk. The trunk's and the
   * classifier's names are the parent's. Registered in this order: trunk, heads, classifier.
   */
  record WithHeads(Chain trunk, List<Head> heads, Layer classifier) implements Combinator {
    public WithHeads {
      heads = List.copyOf(heads);
      var checks =
          LayerChecks.of("WithHeads").given("trunk", trunk).given("classifier", classifier);
      var children = trunk.layers().stream().map(Named::name).toList();
      for (var head : heads) {
        checks.require(
            children.contains(head.after()),
            "head '%s' hangs on '%s', which is no child of the trunk",
            head.name(),
            head.after());
      }
    }
  }

  /**
   * A side head on the output of the trunk's child {@code after}; its cross-entropy joins the loss
   * with {@code weight}.
   */
  record Head(String name, String after, Layer layer, double weight) {
    public Head {
      LayerChecks.of("Head")
          .given("name", name)
          .given("after", after)
          .given("layer", layer)
          .require(weight >= 0, "weight must not be negative, got %s", weight)
          .finite("weight", weight);
    }
  }
}
