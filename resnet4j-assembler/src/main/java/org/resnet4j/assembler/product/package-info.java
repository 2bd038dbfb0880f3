/**
 * Register blocks of matrix products in machine code, offered to the vector engine as services: in
 * fp32, and of pairs of bfloat16 with sums in fp32.
 */
@NullMarked
package org.resnet4j.assembler.product;

import org.jspecify.annotations.NullMarked;
