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
   * Cross-correlation of a square kernel, as every framework's "convolution": (in, H, W) to (out,
   * H', W') with H' = ⌊(H + 2 · padding − kernel) / stride⌋ + 1. Weight (out, in / groups, kernel,
   * kernel), bias (out) if {@code bias}. AlexNet's two towers are {@code groups = 2}.
   *
   * @param in input channels
   * @param out output channels
   * @param kernel the kernel's height and width, in pixels
   * @param stride from one window to the next, in pixels
   * @param padding rows and columns of zeros on each side, in pixels
   * @param groups into how many equal parts the channels are divided; each output channel sees one
   *     part
   * @param bias whether each output channel adds a bias
   */
  record Conv2d(int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
      implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code padding} is negative, another number is not
     *     positive, or {@code groups} does not divide {@code in} and {@code out}
     */
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

    /**
     * A convolution of one group: every output channel sees every input channel.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel the kernel's height and width, in pixels
     * @param stride from one window to the next, in pixels
     * @param padding rows and columns of zeros on each side, in pixels
     * @param bias whether each output channel adds a bias
     * @throws IllegalArgumentException if {@code padding} is negative or another number is not
     *     positive
     */
    public Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias) {
      this(in, out, kernel, stride, padding, 1, bias);
    }
  }

  /**
   * A convolution of stride 1 without padding in which an output map sees only some of the input
   * maps: C3 of LeNet-5 (LeCun et al. 1998, Table I). Weight (connections in all, kernel, kernel),
   * in the order of the table; bias (out).
   *
   * @param in input maps
   * @param kernel the kernel's height and width, in pixels
   * @param connections {@code connections.get(k)} lists, in ascending order, the input maps of
   *     output map {@code k}; both are numbered from 0
   */
  record PartialConv2d(int in, int kernel, List<List<Integer>> connections) implements Layer {
    /**
     * Copies and checks the table.
     *
     * @throws IllegalArgumentException if {@code in} or {@code kernel} is not positive, the table
     *     is empty, or a list in it is empty, does not ascend or names a map that is not there
     */
    public PartialConv2d {
      connections = connections.stream().map(List::copyOf).toList();
      LayerChecks.of("PartialConv2d")
          .positive("in", in)
          .positive("kernel", kernel)
          .connections(in, connections);
    }

    /** {@return how many output maps there are: 16 in LeNet-5} */
    public int out() {
      return connections.size();
    }

    /** {@return how many kernels the table holds: 60 in LeNet-5} */
    public int kernels() {
      return connections.stream().mapToInt(List::size).sum();
    }
  }

  /**
   * Batch normalisation over (N, H, W) of each channel (Ioffe and Szegedy 2015). Weight γ and bias
   * β (channels); buffers running_mean, running_var (channels) and num_batches_tracked. The running
   * variance is the unbiased one and moves by {@code momentum} towards the batch's, as in PyTorch.
   *
   * @param channels input and output channels
   * @param eps ε, added to the variance before the square root
   * @param momentum the share of the new batch in the running statistics, from 0 to 1
   */
  record BatchNorm2d(int channels, double eps, double momentum) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code channels} is not positive, {@code eps} is negative
     *     or not finite, or {@code momentum} is not from 0 to 1
     */
    public BatchNorm2d {
      LayerChecks.of("BatchNorm2d")
          .positive("channels", channels)
          .require(eps >= 0, "eps must not be negative, got %s", eps)
          .finite("eps", eps)
          .require(
              momentum >= 0 && momentum <= 1, "momentum must be from 0 to 1, got %s", momentum);
    }

    /**
     * Batch normalisation with PyTorch's defaults: ε = 10⁻⁵, momentum 0.1.
     *
     * @param channels input and output channels
     * @throws IllegalArgumentException if {@code channels} is not positive
     */
    public BatchNorm2d(int channels) {
      this(channels, 1e-5, 0.1);
    }
  }

  /**
   * y = W x + b, (in) to (out). Weight (out, in), bias (out) if {@code bias}.
   *
   * @param in input features
   * @param out output features
   * @param bias whether b is added
   */
  record Linear(int in, int out, boolean bias) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code in} or {@code out} is not positive
     */
    public Linear {
      LayerChecks.of("Linear").positive("in", in).positive("out", out);
    }

    /**
     * A linear layer with a bias.
     *
     * @param in input features
     * @param out output features
     * @throws IllegalArgumentException if {@code in} or {@code out} is not positive
     */
    public Linear(int in, int out) {
      this(in, out, true);
    }
  }

  /**
   * LeNet-5's trainable subsampling (LeCun et al. 1998, section II-B), (C, H, W) to (C, ⌊H/2⌋,
   * ⌊W/2⌋): the sum over each 2 × 2 window times a coefficient, plus a bias, both per channel.
   * Weight (channels), bias (channels). The squashing function that follows is a separate layer.
   *
   * @param channels C, input and output channels
   */
  record Subsampling(int channels) implements Layer {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if {@code channels} is not positive
     */
    public Subsampling {
      LayerChecks.of("Subsampling").positive("channels", channels);
    }
  }

  /**
   * LeNet-5's output (LeCun et al. 1998, section II-B), (in) to (classes): minus the squared
   * distance to a fixed code of ±1 for each class, −Σ(x − c)². Buffer {@code codes} (classes, in),
   * not trained. Departs: the paper's output is the distance itself; with the sign changed, the
   * largest output wins as in every other network here.
   *
   * @param in input features: 84 in LeNet-5
   * @param classes how many codes, and so outputs, there are
   */
  record RadialBasis(int in, int classes) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code in} or {@code classes} is not positive
     */
    public RadialBasis {
      LayerChecks.of("RadialBasis").positive("in", in).positive("classes", classes);
    }
  }

  // ---- layers without weights ----------------------------------------------------------------

  /**
   * A function of each element; the shape stays.
   *
   * @param function which function
   */
  record Activation(Function function) implements Layer {
    /**
     * Checks that there is a function.
     *
     * @throws NullPointerException if {@code function} is null
     */
    public Activation {
      LayerChecks.of("Activation").given("function", function);
    }

    /** The non-linearities of the papers. */
    public enum Function {
      /** max(0, x). */
      RELU,
      /** The hyperbolic tangent. */
      TANH,
      /** The logistic function, 1 / (1 + e^(−x)). */
      SIGMOID,
      /** 1.7159 tanh(2x/3), LeNet-5's squashing function. */
      SCALED_TANH
    }
  }

  /**
   * Maximum over a square window of each channel, (C, H, W) to (C, H', W'); padding counts as −∞.
   *
   * @param kernel the window's height and width, in pixels
   * @param stride from one window to the next, in pixels
   * @param padding rows and columns of −∞ on each side, at most half of {@code kernel}
   * @param ceil whether a last partial window counts, if it starts inside the image or the padding
   *     before it (PyTorch's {@code ceil_mode})
   */
  record MaxPool2d(int kernel, int stride, int padding, boolean ceil) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code kernel} or {@code stride} is not positive, or
     *     {@code padding} is negative or more than half of {@code kernel}
     */
    public MaxPool2d {
      LayerChecks.of("MaxPool2d").window(kernel, stride, padding);
    }
  }

  /**
   * Mean over a square window of each channel, (C, H, W) to (C, H', W'), padding included, as
   * PyTorch's default.
   *
   * @param kernel the window's height and width, in pixels
   * @param stride from one window to the next, in pixels
   * @param padding rows and columns of zeros on each side, at most half of {@code kernel}
   */
  record AvgPool2d(int kernel, int stride, int padding) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code kernel} or {@code stride} is not positive, or
     *     {@code padding} is negative or more than half of {@code kernel}
     */
    public AvgPool2d {
      LayerChecks.of("AvgPool2d").window(kernel, stride, padding);
    }
  }

  /**
   * Mean over a grid of nearly equal windows (PyTorch's AdaptiveAvgPool2d), (C, H, W) to (C,
   * height, width); 1 × 1 is global average pooling.
   *
   * @param height rows of the grid, whatever H is
   * @param width columns of the grid, whatever W is
   */
  record AdaptiveAvgPool2d(int height, int width) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code height} or {@code width} is not positive
     */
    public AdaptiveAvgPool2d {
      LayerChecks.of("AdaptiveAvgPool2d").positive("height", height).positive("width", width);
    }
  }

  /**
   * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): b = a / (k
   * + α Σ a²)^β over {@code size} neighbouring channels; the shape stays.
   *
   * @param size n, how many neighbouring channels are summed
   * @param alpha α, the paper's; PyTorch's is {@code size} times as large
   * @param beta β, the exponent
   * @param k the constant that is added to the sum
   */
  record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code size} is not positive or another number is not
     *     finite
     */
    public LocalResponseNorm {
      LayerChecks.of("LocalResponseNorm")
          .positive("size", size)
          .finite("alpha", alpha)
          .finite("beta", beta)
          .finite("k", k);
    }
  }

  /**
   * Sets elements to zero at random in training and scales the rest by 1 / (1 − p); in evaluation,
   * the identity.
   *
   * @param probability p, that an element becomes zero: from 0 to below 1
   */
  record Dropout(double probability) implements Layer {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if {@code probability} is not from 0 to below 1
     */
    public Dropout {
      LayerChecks.of("Dropout")
          .require(
              probability >= 0 && probability < 1,
              "probability must be from 0 to below 1, got %s",
              probability);
    }
  }

  /** (C, H, W) to (C·H·W), row-major. */
  record Flatten() implements Layer {}

  /** The input itself: the identity shortcut, equation (1). */
  record Identity() implements Layer {}

  /**
   * Shortcut option A (He et al. 2015, section 3.3), (in, H, W) to (out, ⌈H / stride⌉, ⌈W /
   * stride⌉): every {@code stride}-th pixel, and zeros for the channels that are new, half of them
   * (rounded down) before and the rest after. No parameters.
   *
   * @param in input channels
   * @param out output channels, at least {@code in}
   * @param stride from one pixel that is kept to the next
   */
  record PaddedIdentity(int in, int out, int stride) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code in} or {@code stride} is not positive, or {@code
     *     out} is less than {@code in}
     */
    public PaddedIdentity {
      LayerChecks.of("PaddedIdentity")
          .positive("in", in)
          .positive("stride", stride)
          .require(out >= in, "out (%d) must be at least in (%d)", out, in);
    }

    /** {@return how many channels of zeros come before the input's} */
    public int before() {
      return (out - in) / 2;
    }
  }

  // ---- combinators ---------------------------------------------------------------------------

  /** A layer that consists of layers; every other layer is a leaf of the tree. */
  sealed interface Combinator extends Layer {}

  /**
   * A layer and the name it has in its parent.
   *
   * @param name one part of the path, {@code conv1}; an empty name adds nothing to the path
   * @param layer the layer of this name
   */
  record Named(String name, Layer layer) {
    /**
     * Checks that there are a name and a layer.
     *
     * @throws NullPointerException if either is null
     */
    public Named {
      LayerChecks.of("Named").given("name", name).given("layer", layer);
    }
  }

  /**
   * Named layers in order, each on the output of the one before; an empty chain is the identity.
   *
   * @param layers the layers, the first one first
   */
  record Chain(List<Named> layers) implements Combinator {
    /** Copies the list. */
    public Chain {
      layers = List.copyOf(layers);
    }
  }

  /**
   * F(x) + S(x): equations (1) and (2) of He et al. 2015, without the ReLU that follows. Both must
   * give the same shape. The branch's names are the parent's; the shortcut's names are under {@code
   * downsample}, as torchvision spells it.
   *
   * @param branch F, the residual function
   * @param shortcut S: {@link Identity}, {@link PaddedIdentity} or a projection
   */
  record Residual(Layer branch, Layer shortcut) implements Combinator {
    /**
     * Checks that there are a branch and a shortcut.
     *
     * @throws NullPointerException if either is null
     */
    public Residual {
      LayerChecks.of("Residual").given("branch", branch).given("shortcut", shortcut);
    }
  }

  /**
   * The branches' outputs concatenated along the channels (GoogLeNet's Inception, Szegedy et al.
   * 2014, Figure 2b). All branches take the same input; their outputs must agree in height and
   * width.
   *
   * @param branches the branches, in the order of their channels in the output
   */
  record Concat(List<Named> branches) implements Combinator {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no branch
     */
    public Concat {
      branches = List.copyOf(branches);
      LayerChecks.of("Concat").require(!branches.isEmpty(), "there must be at least one branch");
    }
  }

  /**
   * H(x)·T(x) + x·(1 − T(x)) (Srivastava et al. 2015, equation 3); the shape stays. Names {@code
   * transform} and {@code gate}.
   *
   * @param transform H
   * @param gate T; it ends in its sigmoid
   * @param gateBias the initial bias of the gate's convolution or linear layer
   */
  record Highway(Layer transform, Layer gate, double gateBias) implements Combinator {
    /**
     * Checks that there are a transform and a gate.
     *
     * @throws NullPointerException if either is null
     * @throws IllegalArgumentException if {@code gateBias} is not finite
     */
    public Highway {
      LayerChecks.of("Highway")
          .given("transform", transform)
          .given("gate", gate)
          .finite("gateBias", gateBias);
    }
  }

  /**
   * A network with auxiliary classifiers (Szegedy et al. 2014, section 5): the trunk, side heads
   * that are attached to named children of it and exist in training only, and the classifier after
   * the trunk. The trunk's and the classifier's names are the parent's. Registered in this order:
   * trunk, heads, classifier.
   *
   * @param trunk the layers up to the classifier
   * @param heads the auxiliary classifiers
   * @param classifier what turns the trunk's output into logits
   */
  record WithHeads(Chain trunk, List<Head> heads, Layer classifier) implements Combinator {
    /**
     * Copies the list of heads.
     *
     * @throws NullPointerException if {@code trunk} or {@code classifier} is null
     * @throws IllegalArgumentException if a head is attached to no child of the trunk
     */
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
   * A side head; its cross-entropy joins the loss with {@code weight}.
   *
   * @param name its name in the network, {@code aux1}
   * @param after the name of the trunk's child whose output it takes
   * @param layer what turns that output into logits
   * @param weight the factor of its loss: 0.3 in GoogLeNet
   */
  record Head(String name, String after, Layer layer, double weight) {
    /**
     * Checks the parts.
     *
     * @throws NullPointerException if {@code name}, {@code after} or {@code layer} is null
     * @throws IllegalArgumentException if {@code weight} is negative or not finite
     */
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
