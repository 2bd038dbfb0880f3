/** Weights and constants, as kernels read them. */
@NullMarked
package org.resnet4j.assembler.parameters;

import org.jspecify.annotations.NullMarked;
