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
          String.format(
              Locale.ROOT,
              "conv %dx%d, %d%s%s",
              c.kernel(),
              c.kernel(),
              c.out(),
              stride(c.stride(), 1),
              c.groups() == 1 ? "" : String.format(Locale.ROOT, ", %d groups", c.groups()));
      case PartialConv2d c ->
          String.format(Locale.ROOT, "partial conv %dx%d, %d", c.kernel(), c.kernel(), c.out());
      case BatchNorm2d b -> "batch norm";
      case Linear l -> String.format(Locale.ROOT, "linear, %d", l.out());
      case Subsampling s -> "trainable subsampling 2x2, /2";
      case RadialBasis r -> String.format(Locale.ROOT, "radial basis, %d", r.classes());
      case Activation a -> a.function().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case MaxPool2d p ->
          String.format(
              Locale.ROOT, "max pool %dx%d%s", p.kernel(), p.kernel(), stride(p.stride(), 1));
      case AvgPool2d p ->
          String.format(
              Locale.ROOT, "avg pool %dx%d%s", p.kernel(), p.kernel(), stride(p.stride(), 1));
      case AdaptiveAvgPool2d p ->
          p.height() == 1 && p.width() == 1
              ? "global average pool"
              : String.format(Locale.ROOT, "average pool to %dx%d", p.height(), p.width());
      case LocalResponseNorm n -> String.format(Locale.ROOT, "LRN over %d", n.size());
      case Dropout d -> "dropout %s".formatted(d.probability());
      case Flatten f -> "flatten";
      case Identity i -> "identity";
      case PaddedIdentity p ->
          String.format(
              Locale.ROOT, "identity, zeros for %d%s", p.out() - p.in(), stride(p.stride(), 1));
      case Residual r -> "add";
      default -> layer.getClass().getSimpleName();
    };
  }

  private static String stride(int stride, int usual) {
    return stride == usual ? "" : ", /" + stride;
  }
}
