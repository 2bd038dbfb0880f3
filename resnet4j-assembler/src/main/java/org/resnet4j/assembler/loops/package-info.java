/** Loops over vectors in machine code. */
@NullMarked
package org.resnet4j.assembler.loops;

import org.jspecify.annotations.NullMarked;
