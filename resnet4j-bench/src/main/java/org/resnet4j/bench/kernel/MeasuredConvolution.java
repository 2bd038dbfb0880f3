package org.resnet4j.bench.kernel;

import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * The convolutions that networks spend their time in: of ResNet-20 on 32² pixels in batches of 128,
 * of ResNet-18 and -50 on 224² in batches of 32, of VGG in batches of 8; and linear layers.
 */
public enum MeasuredConvolution {
  RESNET20_STEM(128, 3, 16, 32, 3, 1, 1),
  RESNET20_16(128, 16, 16, 32, 3, 1, 1),
  RESNET20_16_32_STRIDE2(128, 16, 32, 32, 3, 2, 1),
  RESNET20_32(128, 32, 32, 16, 3, 1, 1),
  RESNET20_32_64_STRIDE2(128, 32, 64, 16, 3, 2, 1),
  RESNET20_64(128, 64, 64, 8, 3, 1, 1),
  RESNET_STEM(32, 3, 64, 224, 7, 2, 3),
  RESNET18_64(32, 64, 64, 56, 3, 1, 1),
  RESNET18_64_128_STRIDE2(32, 64, 128, 56, 3, 2, 1),
  RESNET18_64_128_SHORTCUT(32, 64, 128, 56, 1, 2, 0),
  RESNET18_128(32, 128, 128, 28, 3, 1, 1),
  RESNET18_128_256_STRIDE2(32, 128, 256, 28, 3, 2, 1),
  RESNET18_256(32, 256, 256, 14, 3, 1, 1),
  RESNET18_256_512_STRIDE2(32, 256, 512, 14, 3, 2, 1),
  RESNET18_512(32, 512, 512, 7, 3, 1, 1),
  RESNET50_64_256(32, 64, 256, 56, 1, 1, 0),
  RESNET50_256_64(32, 256, 64, 56, 1, 1, 0),
  RESNET50_128_STRIDE2(32, 128, 128, 56, 3, 2, 1),
  RESNET50_256_512_SHORTCUT(32, 256, 512, 56, 1, 2, 0),
  RESNET50_128_512(32, 128, 512, 28, 1, 1, 0),
  RESNET50_512_128(32, 512, 128, 28, 1, 1, 0),
  RESNET50_256_1024(32, 256, 1024, 14, 1, 1, 0),
  RESNET50_1024_256(32, 1024, 256, 14, 1, 1, 0),
  RESNET50_512_2048(32, 512, 2048, 7, 1, 1, 0),
  RESNET50_2048_512(32, 2048, 512, 7, 1, 1, 0),
  LINEAR_9216_4096(128, 9216, 4096, 1, 1, 1, 0),
  LINEAR_4096_4096(32, 4096, 4096, 1, 1, 1, 0),
  VGG_64(8, 64, 64, 224, 3, 1, 1),
  VGG_128(8, 128, 128, 112, 3, 1, 1),
  VGG_256(8, 256, 256, 56, 3, 1, 1),
  VGG_512(8, 512, 512, 28, 3, 1, 1),
  VGG_512_SMALL(8, 512, 512, 14, 3, 1, 1);

  private final ConvolutionShape shape;

  MeasuredConvolution(int n, int in, int out, int size, int kernel, int stride, int padding) {
    shape = new ConvolutionShape(n, in, out, size, size, kernel, stride, padding);
  }

  /** Its shape. */
  ConvolutionShape shape() {
    return shape;
  }
}
