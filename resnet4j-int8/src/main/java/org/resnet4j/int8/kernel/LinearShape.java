package org.resnet4j.int8.kernel;

/**
 * A linear layer: {@code y[k] = (Σ x · w[k] + bias[k]) · scale[k]}, x unsigned bytes, w signed
 * ones, sums of 32-bit integers, y floats.
 *
 * @param inputs a kernel may read up to the next multiple of 64, where any bytes lie, and must then
 *     multiply with 0
 */
public record LinearShape(int inputs, int outputs) {}
