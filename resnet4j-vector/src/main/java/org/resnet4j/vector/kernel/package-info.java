/**
 * Convolutions and matrix products on the Vector API, over blocked {@code float[]} memory. The only
 * packages that know {@code jdk.incubator.vector} are this one and the other kernels of the module.
 */
@NullMarked
package org.resnet4j.vector.kernel;

import org.jspecify.annotations.NullMarked;
