/** Matrix products of a few rows and columns whose sums stay in registers. */
@NullMarked
package org.resnet4j.vector.kernel.microkernel;

import org.jspecify.annotations.NullMarked;
