package org.resnet4j.export.pytorch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.resnet4j.export.ExportException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * The TorchScript interpreter: an archive that {@code torch.jit.load} and {@code torch::jit::load}
 * run, for batches and images of any size that the network takes. It computes what the network
 * computes in evaluation mode, whichever mode the module is put in; its state dict has the
 * network's keys. A partial convolution's weight becomes dense, zero where the table has no
 * connection.
 */
public final class TorchScriptExporter {
  private final List<String> lines = new ArrayList<>();
  private int values;

  private TorchScriptExporter() {}

  /**
   * Writes a network.
   *
   * @throws ExportException if a name cannot stand in TorchScript or the file cannot be written
   */
  public static void write(Path file, Network network) {
    var modules = new ModuleTree();
    for (var parameter : Parameters.of(network.layer())) {
      requirePlain(parameter.key());
      modules.add(parameter, dense(parameter, network.weights().at(parameter.key())));
    }
    var exporter = new TorchScriptExporter();
    var result = exporter.visit("", network.layer(), "x");
    var forward =
        "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n"
            + exporter.lines.stream()
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining())
            + "    return %s\n".formatted(result);
    var pickle = new PickleWriter();
    modules.pickle(pickle);
    new TorchArchive("network", pickle)
        .add("code/__torch__.py", modules.source(forward))
        .add("constants.pkl", new PickleWriter().emptyTuple().bytes())
        .add("byteorder", "little")
        .add("version", "10\n")
        .write(file);
  }

  private static void requirePlain(String key) {
    if (!key.matches("[A-Za-z0-9_.-]+")) {
      throw new ExportException(
          ("TorchScript cannot hold the name '%s'; names of layers are letters, digits, '_' and"
                  + " '-' there")
              .formatted(key));
    }
  }

  private static NdArray dense(Parameter parameter, NdArray array) {
    if (!(parameter.owner() instanceof PartialConv2d c) || array.shape().rank() != 3) {
      return array;
    }
    int each = c.kernel() * c.kernel();
    var dense = NdArray.zeros(Shape.of(c.out(), c.in(), c.kernel(), c.kernel()));
    int next = 0;
    for (int k = 0; k < c.out(); k++) {
      for (int in : c.connections().get(k)) {
        System.arraycopy(array.data(), next++ * each, dense.data(), (k * c.in() + in) * each, each);
      }
    }
    return dense;
  }

  private String visit(String path, Layer layer, String x) {
    return switch (layer) {
      case Chain c -> chain(path, c, x);
      case Residual r -> {
        var branch = visit(path, r.branch(), x);
        var shortcut = visit(Parameters.path(path, "downsample"), r.shortcut(), x);
        yield let("torch.add(%s, %s)", branch, shortcut);
      }
      case Concat c -> {
        var parts =
            c.branches().stream()
                .map(n -> visit(Parameters.path(path, n.name()), n.layer(), x))
                .collect(Collectors.joining(", "));
        yield let("torch.cat([%s], 1)", parts);
      }
      case Highway h -> {
        var transform = visit(Parameters.path(path, "transform"), h.transform(), x);
        var gate = visit(Parameters.path(path, "gate"), h.gate(), x);
        var carried = let("torch.mul(%s, torch.rsub(%s, 1))", x, gate);
        yield let("torch.add(torch.mul(%s, %s), %s)", transform, gate, carried);
      }
      case WithHeads w -> visit(path, w.classifier(), chain(path, w.trunk(), x));
      case Conv2d c -> convolution(path, x, c.bias(), c.stride(), c.padding(), c.groups());
      case PartialConv2d c -> convolution(path, x, true, 1, 0, 1);
      case BatchNorm2d b ->
          let(
              "torch.batch_norm(%s, %s, %s, %s, %s, False, %s, %s, True)",
              x,
              array(path, "weight"),
              array(path, "bias"),
              array(path, "running_mean"),
              array(path, "running_var"),
              real(b.momentum()),
              real(b.eps()));
      case Linear l ->
          let("torch.linear(%s, %s, %s)", x, array(path, "weight"), bias(path, l.bias()));
      case Subsampling s -> {
        var mean = let("torch.avg_pool2d(%s, [2, 2], [2, 2], [0, 0], False, True)", x);
        var scale = let("torch.view(torch.mul(%s, 4), [1, -1, 1, 1])", array(path, "weight"));
        var shift = let("torch.view(%s, [1, -1, 1, 1])", array(path, "bias"));
        yield let("torch.add(torch.mul(%s, %s), %s)", mean, scale, shift);
      }
      case RadialBasis r -> {
        var away = let("torch.sub(torch.unsqueeze(%s, 1), %s)", x, array(path, "codes"));
        yield let("torch.neg(torch.sum(torch.mul(%s, %1$s), [2]))", away);
      }
      case Activation a -> activation(a.function(), x);
      case MaxPool2d p ->
          let(
              "torch.max_pool2d(%s, %s, %s, %s, [1, 1], %s)",
              x,
              pair(p.kernel()),
              pair(p.stride()),
              pair(p.padding()),
              p.ceil() ? "True" : "False");
      case AvgPool2d p ->
          let(
              "torch.avg_pool2d(%s, %s, %s, %s, False, True)",
              x, pair(p.kernel()), pair(p.stride()), pair(p.padding()));
      case AdaptiveAvgPool2d p ->
          let("torch.adaptive_avg_pool2d(%s, [%s, %s])", x, p.height(), p.width());
      case LocalResponseNorm n -> responseNorm(n, x);
      case PaddedIdentity p -> paddedIdentity(p, x);
      case Flatten f -> let("torch.flatten(%s, 1)", x);
      case Dropout d -> x;
      case Identity i -> x;
    };
  }

  private String chain(String path, Chain chain, String x) {
    var value = x;
    for (var named : chain.layers()) {
      value = visit(Parameters.path(path, named.name()), named.layer(), value);
    }
    return value;
  }

  private String convolution(
      String path, String x, boolean bias, int stride, int padding, int groups) {
    return let(
        "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], %s)",
        x, array(path, "weight"), bias(path, bias), pair(stride), pair(padding), groups);
  }

  private String activation(Activation.Function function, String x) {
    return switch (function) {
      case RELU -> let("torch.relu(%s)", x);
      case TANH -> let("torch.tanh(%s)", x);
      case SIGMOID -> let("torch.sigmoid(%s)", x);
      case SCALED_TANH -> let("torch.mul(torch.tanh(torch.mul(%s, %s)), 1.7159)", x, real(2.0 / 3));
    };
  }

  /** a (k + α Σ a²)^−β; the sum is a mean over {@code size} channels, times {@code size}. */
  private String responseNorm(LocalResponseNorm n, String x) {
    var squares = let("torch.unsqueeze(torch.mul(%s, %1$s), 1)", x);
    var padded =
        let(
            "torch.constant_pad_nd(%s, [0, 0, 0, 0, %s, %s], 0)",
            squares, n.size() / 2, (n.size() - 1) / 2);
    var means =
        let("torch.squeeze(torch.avg_pool3d(%s, [%s, 1, 1], [1, 1, 1]), 1)", padded, n.size());
    var base =
        let("torch.add(torch.mul(%s, %s), %s)", means, real(n.alpha() * n.size()), real(n.k()));
    return let("torch.div(%s, torch.pow(%s, %s))", x, base, real(n.beta()));
  }

  private String paddedIdentity(PaddedIdentity p, String x) {
    var rows = let("torch.slice(%s, 2, 0, 9223372036854775807, %s)", x, p.stride());
    var taken = let("torch.slice(%s, 3, 0, 9223372036854775807, %s)", rows, p.stride());
    int after = p.out() - p.in() - p.before();
    return let("torch.constant_pad_nd(%s, [0, 0, 0, 0, %s, %s], 0)", taken, p.before(), after);
  }

  private String let(String expression, Object... values) {
    var name = "v" + this.values++;
    lines.add(name + " = " + String.format(Locale.ROOT, expression, values));
    return name;
  }

  private static String array(String path, String name) {
    return ModuleTree.expression(Parameters.path(path, name));
  }

  private static String bias(String path, boolean there) {
    return there ? array(path, "bias") : "None";
  }

  private static String pair(int value) {
    return String.format(Locale.ROOT, "[%d, %d]", value, value);
  }

  private static String real(double value) {
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
