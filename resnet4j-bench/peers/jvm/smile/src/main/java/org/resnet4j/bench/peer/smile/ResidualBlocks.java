package org.resnet4j.bench.peer.smile;

import java.util.ArrayList;
import java.util.List;
import smile.deep.activation.ReLU;
import smile.deep.layer.AdaptiveAvgPool2dLayer;
import smile.deep.layer.BatchNorm2dLayer;
import smile.deep.layer.Conv2dLayer;
import smile.deep.layer.LayerBlock;
import smile.deep.layer.LinearLayer;
import smile.deep.layer.SequentialBlock;
import smile.deep.tensor.Tensor;

/** The paper's family for CIFAR-10, of SMILE's layers. */
final class ResidualBlocks extends LayerBlock {
  private final SequentialBlock stem = convolution(3, 16, 3, 1);
  private final List<Residual> blocks = new ArrayList<>();
  private final AdaptiveAvgPool2dLayer pool = new AdaptiveAvgPool2dLayer(1);
  private final LinearLayer head = new LinearLayer(64, 10);
  private final ReLU relu = new ReLU(true);

  ResidualBlocks(int depth) {
    add("stem", stem);
    int in = 16;
    for (int stage = 0; stage < 3; stage++) {
      for (int i = 0; i < depth; i++) {
        int out = 16 << stage;
        var block = new Residual(in, out, in == out ? 1 : 2);
        blocks.add(block);
        add("block" + blocks.size(), block);
        in = out;
      }
    }
    add("head", head);
  }

  @Override
  public Tensor forward(Tensor images) {
    var x = relu.forward(stem.forward(images));
    for (var block : blocks) {
      x = block.forward(x);
    }
    return head.forward(pool.forward(x).flatten(1));
  }

  private static SequentialBlock convolution(int in, int out, int kernel, int stride) {
    var layer = new Conv2dLayer(in, out, kernel, stride, kernel / 2, 1, 1, false, "zeros");
    return new SequentialBlock(layer, new BatchNorm2dLayer(out));
  }

  /** relu(F(x) + S(x)). */
  private static final class Residual extends LayerBlock {
    private final SequentialBlock first;
    private final SequentialBlock second;
    private final List<SequentialBlock> projection;
    private final ReLU relu = new ReLU(true);

    Residual(int in, int out, int stride) {
      first = convolution(in, out, 3, stride);
      second = convolution(out, out, 3, 1);
      projection = in == out ? List.of() : List.of(convolution(in, out, 1, stride));
      add("first", first);
      add("second", second);
      projection.forEach(shortcut -> add("shortcut", shortcut));
    }

    @Override
    public Tensor forward(Tensor x) {
      var branch = second.forward(relu.forward(first.forward(x)));
      var shortcut = projection.isEmpty() ? x : projection.getFirst().forward(x);
      return relu.forward(branch.add_(shortcut));
    }
  }
}
