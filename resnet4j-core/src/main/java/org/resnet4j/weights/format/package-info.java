/** Files of weights: safetensors, and PyTorch's checkpoints read without running their pickles. */
@NullMarked
package org.resnet4j.weights.format;

import org.jspecify.annotations.NullMarked;
