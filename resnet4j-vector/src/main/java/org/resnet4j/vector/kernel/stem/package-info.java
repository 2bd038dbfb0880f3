/** The first layer: convolutions of few channels, directly from their planes. */
@NullMarked
package org.resnet4j.vector.kernel.stem;

import org.jspecify.annotations.NullMarked;
