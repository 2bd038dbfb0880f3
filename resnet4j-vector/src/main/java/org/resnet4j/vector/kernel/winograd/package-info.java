/** Convolutions of 3 × 3 by Winograd's minimal filtering (Lavin and Gray 2015). */
@NullMarked
package org.resnet4j.vector.kernel.winograd;

import org.jspecify.annotations.NullMarked;
