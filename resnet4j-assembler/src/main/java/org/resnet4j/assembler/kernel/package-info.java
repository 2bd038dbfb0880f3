/** Kernels as functions from a shape to machine code, offered to the int8 module as a service. */
@NullMarked
package org.resnet4j.assembler.kernel;

import org.jspecify.annotations.NullMarked;
