/**
 * From a quantised graph to a list of integer steps, as values: what is fused with what, how maps
 * of bytes lie in memory, and how the plan reads.
 */
@NullMarked
package org.resnet4j.int8.plan;

import org.jspecify.annotations.NullMarked;
