/**
 * Convolutions and linear layers, forward and backward, on the Vector API over {@code float[]}.
 *
 * <p>{@link org.resnet4j.vector.kernel.Convolutions} makes the work for a shape and an {@link
 * org.resnet4j.vector.kernel.Algorithm}. Below it are three floors, none of which knows the one
 * above it; rooms on one floor do not know each other:
 *
 * <pre>
 *   Convolutions, Algorithm
 *   ├─ product       im2col and matrix product: any kernel, stride, padding, groups
 *   ├─ winograd      3 × 3 with stride 1: F(4×4, 3×3) and F(2×2, 3×3)
 *   ├─ stem          the first layer: few channels, read from planes
 *   └─ linear        one pixel: the weights are read where they lie
 *        ├─ microkernel   matrix products of a few rows, whose sums stay in registers
 *        ├─ access        what happens to operands and results on the way: batch norm, ReLU, sums
 *        └─ shape         the shape of a convolution, and of its weights as a matrix
 *             └─ memory        lanes, layouts of tensors, scratch memory, tasks
 * </pre>
 *
 * <p>The vector width is a constant of the virtual machine ({@link
 * org.resnet4j.vector.kernel.memory.Lanes}). A result depends on shapes and on that width, never on
 * the number of threads: work is cut into items by shape alone, and what several items have summed
 * is added in a fixed order.
 */
@NullMarked
package org.resnet4j.vector.kernel;

import org.jspecify.annotations.NullMarked;
