/**
 * All layers but convolutions and linear layers, as tasks on activations in blocks of channels
 * ({@link org.resnet4j.vector.kernel.memory.Layout}), forward and backward.
 *
 * <ul>
 *   <li>normalisation: {@code BatchNorm}, with {@code NormLoops} and {@code ChannelSums}; {@code
 *       NormFolding}; {@code ResponseNorm}
 *   <li>pooling: {@code MaxPool}, {@code MeanPool}
 *   <li>element by element: {@code Activations}, {@code Elementwise} (sums, masks, Highway's
 *       gates), {@code DropoutKernel}
 *   <li>shape: {@code ChannelShift} (shortcut option A, parts of a concatenation), {@code
 *       Concatenation}, {@code Reorder} (to and from plain arrays, flattening)
 *   <li>LeNet-5's own: {@code WindowSum}, {@code Connections}, {@code CodeDistance}
 *   <li>the loss: {@code CrossEntropy}; the gradient of a bias: {@code BiasGradient}
 *   <li>{@code Work} cuts what is to be done into the items of a task
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.ops;

import org.jspecify.annotations.NullMarked;
