package org.resnet4j.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.report.network.Piece.*;

/**
 * From a network to the pieces of its figure; batch norm, activations and the like are left out.
 */
final class Sketch {
  /** Runs longer than this are drawn once: ResNet-34 stays whole as in the paper's Figure 3. */
  static final int LONGEST_RUN = 6;

  private final int longestRun;
  private final TreeSet<String> leftOut = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param longestRun of equal pieces that are drawn one by one
   */
  Sketch(int longestRun) {
    this.longestRun = longestRun;
  }

  /** The layers of the network that the figure omits, in words. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  List<Piece> of(Layer layer, Shape in) {
    var out = Shapes.infer(layer, in);
    return switch (layer) {
      case Conv2d c -> box(conv(c.kernel(), c.out(), c.stride(), c.groups()), true, out);
      case PartialConv2d c -> box(conv(c.kernel(), c.out(), 1, 1) + ", partial", true, out);
      case Linear l -> box("fc " + l.out(), false, out);
      case Subsampling s -> box("subsampling, /2", false, out);
      case RadialBasis r -> box("RBF " + r.classes(), false, out);
      case MaxPool2d p -> box(pool("max pool", p.kernel(), p.stride()), false, out);
      case AvgPool2d p -> box(pool("avg pool", p.kernel(), p.stride()), false, out);
      case AdaptiveAvgPool2d p when in.equals(out) -> List.of();
      case AdaptiveAvgPool2d p -> box("avg pool", false, out);
      case LocalResponseNorm n -> box("response norm", false, out);
      case BatchNorm2d b -> without("batch norm");
      case Activation a -> without(activation(a));
      case Dropout d -> without("dropout");
      case Flatten f -> List.of();
      case Identity i -> List.of();
      case PaddedIdentity p -> List.of();
      case Chain c -> chain(c.layers(), in);
      case Residual r -> List.of(skip(r, in, out));
      case Concat c -> List.of(beside(c, in, out));
      case Highway h -> List.of(new Skip(gated(of(h.transform(), in)), Line.SOLID, "x (1 − T)"));
      case WithHeads w -> withHeads(w, in);
    };
  }

  private List<Piece> chain(List<Named> layers, Shape in) {
    var pieces = new ArrayList<Piece>();
    var shape = in;
    for (var named : layers) {
      pieces.addAll(of(named.layer(), shape));
      shape = Shapes.infer(named.layer(), shape);
    }
    return Piece.fold(pieces, longestRun);
  }

  private Piece skip(Residual residual, Shape in, Shape out) {
    var projection = of(residual.shortcut(), in);
    var label =
        projection.isEmpty() ? "" : projection.getFirst() instanceof Box box ? box.text() : "";
    return new Skip(of(residual.branch(), in), in.equals(out) ? Line.SOLID : Line.DOTTED, label);
  }

  private Piece beside(Concat concat, Shape in, Shape out) {
    var columns = concat.branches().stream().map(named -> of(named.layer(), in)).toList();
    return new Beside(columns, new Box("concat, " + out.channels(), false, size(out)));
  }

  private List<Piece> withHeads(WithHeads network, Shape in) {
    var pieces = new ArrayList<Piece>();
    var shape = in;
    for (var named : network.trunk().layers()) {
      pieces.addAll(of(named.layer(), shape));
      shape = Shapes.infer(named.layer(), shape);
      for (var head : network.heads()) {
        if (head.after().equals(named.name())) {
          pieces.add(new Aside(pieces.removeLast(), head.name(), plain(of(head.layer(), shape))));
        }
      }
    }
    pieces.addAll(of(network.classifier(), shape));
    return pieces;
  }

  /** H(x)·T(x): the gate is mentioned, not drawn. */
  private static List<Piece> gated(List<Piece> transform) {
    return transform.stream()
        .map(piece -> piece instanceof Box b ? b.withText(b.text() + ", gated") : piece)
        .toList();
  }

  /** Without colours and sizes, which belong to the trunk. */
  private static List<Piece> plain(List<Piece> head) {
    return head.stream()
        .map(piece -> piece instanceof Box b ? new Box(b.text(), false, "") : piece)
        .toList();
  }

  private List<Piece> without(String words) {
    leftOut.add(words);
    return List.of();
  }

  private static List<Piece> box(String text, boolean coloured, Shape out) {
    return List.of(new Box(text, coloured, size(out)));
  }

  private static String size(Shape out) {
    return out.isImage() ? out.height() + " × " + out.width() : "";
  }

  /** As in Figure 3: {@code 3x3 conv, 128, /2}. */
  private static String conv(int kernel, int out, int stride, int groups) {
    return String.format(Locale.ROOT, "%dx%d conv, %d", kernel, kernel, out)
        + (groups > 1 ? String.format(Locale.ROOT, ", %d groups", groups) : "")
        + (stride > 1 ? ", /" + stride : "");
  }

  private static String pool(String words, int kernel, int stride) {
    return String.format(Locale.ROOT, "%dx%d %s", kernel, kernel, words)
        + (stride > 1 ? ", /" + stride : "");
  }

  private static String activation(Activation activation) {
    return switch (activation.function()) {
      case RELU -> "ReLU";
      case TANH, SCALED_TANH -> "tanh";
      case SIGMOID -> "sigmoid";
    };
  }
}
