/** Linear layers, with the weights where they lie. */
@NullMarked
package org.resnet4j.vector.kernel.linear;

import org.jspecify.annotations.NullMarked;
