/**
 * An assembler for x86-64: registers, places in memory, and the instructions that kernels are made
 * of.
 */
@NullMarked
package org.resnet4j.assembler.x86;

import org.jspecify.annotations.NullMarked;
