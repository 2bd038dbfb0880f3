/** Pages of machine code. */
@NullMarked
package org.resnet4j.assembler.winograd;

import org.jspecify.annotations.NullMarked;
