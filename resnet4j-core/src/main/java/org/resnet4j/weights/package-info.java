/**
 * The numbers of a network: named arrays as a state dict has them ({@link
 * org.resnet4j.weights.Weights}), a tree with its arrays ({@link org.resnet4j.weights.Network}),
 * initial weights from a seed, and foreign weights fitted to a network's keys.
 */
@NullMarked
package org.resnet4j.weights;

import org.jspecify.annotations.NullMarked;
