/** Vectors, where tensors lie in memory, and tasks that work on them. */
@NullMarked
package org.resnet4j.vector.kernel.memory;

import org.jspecify.annotations.NullMarked;
