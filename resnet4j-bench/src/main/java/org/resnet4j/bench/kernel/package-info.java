/** The speed of single convolutions, measured with JMH: {@code resnet4j-bench/kernels}. */
@NullMarked
package org.resnet4j.bench.kernel;

import org.jspecify.annotations.NullMarked;
