/** Tests of products of bfloat16. */
@org.jspecify.annotations.NullMarked
package org.resnet4j.assembler.product;
