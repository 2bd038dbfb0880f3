/** The assembler against GNU as. */
@NullMarked
package org.resnet4j.assembler.x86;

import org.jspecify.annotations.NullMarked;
