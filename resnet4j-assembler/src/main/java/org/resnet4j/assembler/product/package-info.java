/**
 * Register blocks of matrix products in machine code, offered to the vector engine as a service:
 * pairs of bfloat16 with sums in fp32.
 */
@NullMarked
package org.resnet4j.assembler.product;

import org.jspecify.annotations.NullMarked;
