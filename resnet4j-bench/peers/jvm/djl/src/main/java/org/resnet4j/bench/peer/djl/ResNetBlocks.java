package org.resnet4j.bench.peer.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/**
 * Residual networks of DJL's blocks, as torchvision builds them; DJL's own zoo builds ResNet-18
 * from bottlenecks.
 *
 * @param size side of the square input
 * @param parameters how many the network has to have
 */
record ResNetBlocks(SequentialBlock block, int size, long parameters) {

  static ResNetBlocks of(String model) {
    return switch (model) {
      case "resnet18" -> new ResNetBlocks(imageNet(false, 2, 2, 2, 2), 224, 11_689_512);
      case "resnet34" -> new ResNetBlocks(imageNet(false, 3, 4, 6, 3), 224, 21_797_672);
      case "resnet50" -> new ResNetBlocks(imageNet(true, 3, 4, 6, 3), 224, 25_557_032);
      case "resnet20" -> new ResNetBlocks(cifar(3), 32, 269_722);
      case "resnet56" -> new ResNetBlocks(cifar(9), 32, 853_018);
      default -> throw new IllegalArgumentException(model + " is not built here");
    };
  }

  private static SequentialBlock imageNet(boolean bottleneck, int... depths) {
    var net = new SequentialBlock();
    convolution(net, 64, 7, 2).add(Activation.reluBlock());
    net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    int in = 64;
    for (int stage = 0; stage < 4; stage++) {
      int width = 64 << stage;
      for (int i = 0; i < depths[stage]; i++) {
        int stride = i == 0 && stage > 0 ? 2 : 1;
        int out = bottleneck ? 4 * width : width;
        var branch = new SequentialBlock();
        if (bottleneck) {
          convolution(branch, width, 1, 1).add(Activation.reluBlock());
          convolution(branch, width, 3, stride).add(Activation.reluBlock());
          convolution(branch, out, 1, 1);
        } else {
          convolution(branch, width, 3, stride).add(Activation.reluBlock());
          convolution(branch, width, 3, 1);
        }
        residual(net, branch, in == out && stride == 1 ? identity() : projection(out, stride));
        in = out;
      }
    }
    return head(net, 1000);
  }

  private static SequentialBlock cifar(int blocks) {
    var net = new SequentialBlock();
    convolution(net, 16, 3, 1).add(Activation.reluBlock());
    for (int stage = 0; stage < 3; stage++) {
      int width = 16 << stage;
      for (int i = 0; i < blocks; i++) {
        boolean narrows = i == 0 && stage > 0;
        var branch = new SequentialBlock();
        convolution(branch, width, 3, narrows ? 2 : 1).add(Activation.reluBlock());
        convolution(branch, width, 3, 1);
        residual(net, branch, narrows ? padded(width / 4) : identity());
      }
    }
    return head(net, 10);
  }

  private static SequentialBlock convolution(SequentialBlock to, int out, int kernel, int stride) {
    return to.add(
            Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(out)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build())
        .add(BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build());
  }

  private static void residual(SequentialBlock to, Block branch, Block shortcut) {
    to.add(
        new ParallelBlock(
            both -> new NDList(both.get(0).singletonOrThrow().addi(both.get(1).singletonOrThrow())),
            List.of(branch, shortcut)));
    to.add(Activation.reluBlock());
  }

  private static Block identity() {
    return Blocks.identityBlock();
  }

  private static Block projection(int out, int stride) {
    return convolution(new SequentialBlock(), out, 1, stride);
  }

  /** Option A: every second pixel, and zero channels on both sides. */
  private static Block padded(int channels) {
    return new LambdaBlock(
        list -> {
          var x = list.singletonOrThrow().get(":, :, ::2, ::2");
          var shape = x.getShape();
          var zeros =
              x.getManager().zeros(new Shape(shape.get(0), channels, shape.get(2), shape.get(3)));
          return new NDList(zeros.concat(x, 1).concat(zeros, 1));
        });
  }

  private static SequentialBlock head(SequentialBlock net, int classes) {
    return net.add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(classes).build());
  }
}
