/** Convolutions as matrix products over gathered rows (im2col), and their gradients. */
@NullMarked
package org.resnet4j.vector.kernel.product;

import org.jspecify.annotations.NullMarked;
