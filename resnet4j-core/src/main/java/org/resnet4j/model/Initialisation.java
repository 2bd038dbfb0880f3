package org.resnet4j.model;

/**
 * How a network's weights are initialised, as data: the distributions of convolutions and of linear
 * layers. {@code weights.Initialiser} does the drawing, draw for draw as torchvision.
 *
 * @param convWeight the distribution of convolutions' weights, drawn after PyTorch's default
 * @param linearWeight the distribution of linear layers' weights
 * @param zeroBias whether biases of redrawn layers become 0 (otherwise they keep the default draw)
 */
public record Initialisation(Draw convWeight, Draw linearWeight, boolean zeroBias) {

  /** A distribution of weights. */
  public sealed interface Draw {
    /** PyTorch's default: U(±1/√fan_in), weights by kaiming_uniform(a = √5). */
    record Default() implements Draw {}

    /** He et al. 2015 ("Delving deep"): N(0, 2 / (out · k · k)), fan out. */
    record KaimingNormalFanOut() implements Draw {}

    /**
     * The same with fan in, N(0, 2 / (in · k · k)): each layer's output keeps the scale of its
     * input.
     */
    record KaimingNormalFanIn() implements Draw {}

    /** Glorot and Bengio 2010: N(0, 2 / (fan_in + fan_out)). */
    record XavierNormal() implements Draw {}

    /**
     * N(0, σ²).
     *
     * @param sigma σ, the standard deviation
     */
    record Normal(double sigma) implements Draw {}

    /**
     * N(0, σ²) truncated to values from −2 to 2, as torchvision draws GoogLeNet.
     *
     * @param sigma σ, the standard deviation before truncation
     */
    record TruncatedNormal(double sigma) implements Draw {}

    /**
     * U(±c / fan_in), LeNet-5's with c = 2.4.
     *
     * @param c the bound for a unit with a single input
     */
    record UniformByFanIn(double c) implements Draw {}
  }

  /** PyTorch's and torchvision's AlexNet: only the constructors' draws. */
  public static final Initialisation DEFAULT =
      new Initialisation(new Draw.Default(), new Draw.Default(), false);

  /** torchvision's ResNet: He's normal by fan out; the classifier keeps the default. */
  public static final Initialisation RESNET =
      new Initialisation(new Draw.KaimingNormalFanOut(), new Draw.Default(), false);

  /** torchvision's VGG. */
  public static final Initialisation VGG =
      new Initialisation(new Draw.KaimingNormalFanOut(), new Draw.Normal(0.01), true);

  /** torchvision's GoogLeNet; biases keep the default draw. */
  public static final Initialisation GOOGLENET =
      new Initialisation(new Draw.TruncatedNormal(0.01), new Draw.TruncatedNormal(0.01), false);

  /** LeNet-5, 1998: uniform within ±2.4 / fan-in, weights and biases. */
  public static final Initialisation LENET5 =
      new Initialisation(new Draw.UniformByFanIn(2.4), new Draw.UniformByFanIn(2.4), false);

  /** He's normal by fan in everywhere, biases 0: networks without batch norm. */
  public static final Initialisation HE =
      new Initialisation(new Draw.KaimingNormalFanIn(), new Draw.KaimingNormalFanIn(), true);

  /**
   * Glorot's normal everywhere, biases 0: as Caffe initialises GoogLeNet, whose paper does not
   * specify it.
   */
  public static final Initialisation XAVIER =
      new Initialisation(new Draw.XavierNormal(), new Draw.XavierNormal(), true);
}
