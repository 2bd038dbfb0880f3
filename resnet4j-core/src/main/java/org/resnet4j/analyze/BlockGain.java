package org.resnet4j.analyze;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;

/**
 * The derivative identity of a residual block, H′(x) = F′(x) + 1, measured on the gradient that
 * passes through it. With s = F(x) + x, backpropagation gives ∂L/∂x = ∂L/∂s + F′(x)ᵀ ∂L/∂s: the
 * first term is the shortcut's, whatever F is.
 *
 * @param block the path of the block
 * @param gain ‖∂L/∂x‖ / ‖∂L/∂s‖: the factor by which the block as a whole changes the gradient's
 *     norm
 * @param branchGain ‖F′ᵀ ∂L/∂s‖ / ‖∂L/∂s‖: the factor of the branch alone
 * @param alignment the cosine between ∂L/∂x and ∂L/∂s: 1 where the block keeps its direction
 */
public record BlockGain(String block, double gain, double branchGain, double alignment) {

  /**
   * The gains of all blocks with an identity shortcut, from the input to the output of the network.
   *
   * @param network the network's tree
   * @param input (C, H, W)
   * @param step a training of this network, of its own: the pass adds to its gradients, {@link
   *     GradientFlow#enlarged}
   * @param batch the images and labels to measure on
   * @param seed decides the dropout masks of the pass
   * @return a value for each such block; empty if the network has none
   */
  public static List<BlockGain> measure(
      Layer network, Shape input, TrainingStep step, Batch batch, long seed) {
    var blocks = identityBlocks(network, input);
    var nodes = new HashSet<String>();
    blocks.forEach(
        block -> {
          nodes.add(block.input());
          nodes.add(block.sum());
        });
    var readings = step.accumulate(batch, GradientFlow.enlarged(seed).withProbes(nodes)).readings();
    return blocks.stream()
        .map(
            block ->
                of(
                    block.path(),
                    readings.get(block.input()).exact(),
                    readings.get(block.sum()).exact()))
        .toList();
  }

  private static BlockGain of(String path, double[] input, double[] sum) {
    double norm = Norms.l2(sum);
    return new BlockGain(
        path,
        Norms.l2(input) / norm,
        Norms.l2(Norms.difference(input, sum)) / norm,
        Norms.cosine(input, sum));
  }

  private record Block(String path, String input, String sum) {}

  /** A block's input is the value computed just before its branch begins. */
  private static List<Block> identityBlocks(Layer network, Shape input) {
    var blocks = new ArrayList<Block>();
    var trace = Shapes.trace(network, input);
    for (var node : trace) {
      if (node.layer() instanceof Residual residual && residual.shortcut() instanceof Identity) {
        var path = node.path().substring(0, node.path().length() - ".sum".length());
        int first = 0;
        while (!trace.get(first).path().startsWith(path + ".")) {
          first++;
        }
        var before = first == 0 ? "input" : trace.get(first - 1).path();
        blocks.add(new Block(path, before, node.path()));
      }
    }
    return blocks;
  }
}
