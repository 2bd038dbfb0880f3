/**
 * What is computed for one vector after the other outside of the matrix products: by Java's Vector
 * API where the JVM has it, and by loops that need nothing.
 */
@NullMarked
package org.resnet4j.vector.kernel.loops;

import org.jspecify.annotations.NullMarked;
