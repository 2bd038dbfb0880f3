/** Pages of machine code. */
@NullMarked
package org.resnet4j.assembler.memory;

import org.jspecify.annotations.NullMarked;
