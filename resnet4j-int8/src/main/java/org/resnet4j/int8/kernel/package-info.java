/**
 * What a set of int8 kernels must do, as values and small interfaces: convolutions, the first
 * convolution in floats, pooling and linear layers, each a function of its shape. Kernels are found
 * as {@linkplain org.resnet4j.int8.kernel.KernelProvider services}; what none of them has is
 * computed by plain loops.
 */
@NullMarked
package org.resnet4j.int8.kernel;

import org.jspecify.annotations.NullMarked;
