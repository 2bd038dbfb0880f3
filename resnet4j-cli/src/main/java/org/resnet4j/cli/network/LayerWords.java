package org.resnet4j.cli.network;

import java.util.Locale;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;

/** A layer in a few words, as the paper's tables write it: {@code conv 7x7, 64, /2}. */
final class LayerWords {
  private LayerWords() {}

  static String of(Layer layer) {
    return switch (layer) {
      case Conv2d c ->
          "conv %dx%d, %d%s%s"
              .formatted(
                  c.kernel(),
                  c.kernel(),
                  c.out(),
                  stride(c.stride(), 1),
                  c.groups() == 1 ? "" : ", %d groups".formatted(c.groups()));
      case PartialConv2d c -> "partial conv %dx%d, %d".formatted(c.kernel(), c.kernel(), c.out());
      case BatchNorm2d b -> "batch norm";
      case Linear l -> "linear, %d".formatted(l.out());
      case Subsampling s -> "trainable subsampling 2x2, /2";
      case RadialBasis r -> "radial basis, %d".formatted(r.classes());
      case Activation a -> a.function().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case MaxPool2d p ->
          "max pool %dx%d%s".formatted(p.kernel(), p.kernel(), stride(p.stride(), 1));
      case AvgPool2d p ->
          "avg pool %dx%d%s".formatted(p.kernel(), p.kernel(), stride(p.stride(), 1));
      case AdaptiveAvgPool2d p ->
          p.height() == 1 && p.width() == 1
              ? "global average pool"
              : "average pool to %dx%d".formatted(p.height(), p.width());
      case LocalResponseNorm n -> "LRN over %d".formatted(n.size());
      case Dropout d -> "dropout %s".formatted(d.probability());
      case Flatten f -> "flatten";
      case Identity i -> "identity";
      case PaddedIdentity p ->
          "identity, zeros for %d%s".formatted(p.out() - p.in(), stride(p.stride(), 1));
      case Residual r -> "add";
      default -> layer.getClass().getSimpleName();
    };
  }

  private static String stride(int stride, int usual) {
    return stride == usual ? "" : ", /" + stride;
  }
}
