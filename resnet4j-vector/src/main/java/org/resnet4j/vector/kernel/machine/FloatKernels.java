package org.resnet4j.vector.kernel.machine;

/**
 * The kernels that compute in fp32, all for vectors of one width.
 *
 * @param rows register blocks of products
 * @param transforms Winograd's
 * @param loops what is done to vectors one by one
 */
public record FloatKernels(RowBlockKernel rows, TransformKernel transforms, LoopKernel loops) {}
