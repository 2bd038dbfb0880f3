package org.resnet4j.engine;

import org.resnet4j.weights.NdArray;

/**
 * What a probe saw at a node: the node's output and the loss's gradient with respect to it, both
 * (N, …), copies.
 *
 * <p>A node is named by its path in the tree: {@code layer1.0.conv1}. A residual's sum, before the
 * ReLU behind it, is the path of the {@code Residual} followed by {@code .sum}; {@code input} is
 * the network's input.
 */
public record Reading(NdArray value, NdArray gradient) {}
