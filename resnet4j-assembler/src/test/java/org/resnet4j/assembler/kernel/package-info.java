/** Kernels in machine code against plain loops. */
@NullMarked
package org.resnet4j.assembler.kernel;

import org.jspecify.annotations.NullMarked;
