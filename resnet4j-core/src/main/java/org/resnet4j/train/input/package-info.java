/** From a recipe's data section to batches: augmentation, normalisation, splits, loaders. */
@NullMarked
package org.resnet4j.train.input;

import org.jspecify.annotations.NullMarked;
