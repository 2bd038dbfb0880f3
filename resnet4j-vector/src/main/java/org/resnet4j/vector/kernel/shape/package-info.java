/** The shape of a convolution, and of its weights as a matrix product sees them. */
@NullMarked
package org.resnet4j.vector.kernel.shape;

import org.jspecify.annotations.NullMarked;
