package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv1x1;

import java.util.Locale;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.Residual;

/** How a block's input reaches its output: the options of He et al. 2015, section 4.1. */
public enum Shortcut {
  /** No shortcut: a plain network. */
  NONE,
  /** Identity; zeros for the new channels where dimensions change. No parameters. */
  A,
  /** Projections (1 × 1 convolution and batch norm) where dimensions change, else identity. */
  B,
  /** All shortcuts are projections. */
  C;

  /** F(x) + S(x) for the branch F, or F alone in a plain network. */
  Layer around(Layer branch, int in, int out, int stride) {
    return this == NONE ? branch : new Residual(branch, of(in, out, stride));
  }

  private Layer of(int in, int out, int stride) {
    boolean changes = in != out || stride != 1;
    if (this == C || this == B && changes) {
      return chain(conv1x1(in, out, stride), batchNorm(out));
    }
    return changes ? new PaddedIdentity(in, out, stride) : new Identity();
  }

  /**
   * Parses {@code none}, {@code A}, {@code B} or {@code C}, in upper or lower case.
   *
   * @param text the option
   * @return the shortcut
   * @throws IllegalArgumentException if there is no such option
   */
  public static Shortcut parse(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "NONE" -> NONE;
      case "A" -> A;
      case "B" -> B;
      case "C" -> C;
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a shortcut option; use none, A, B or C".formatted(text));
    };
  }
}
