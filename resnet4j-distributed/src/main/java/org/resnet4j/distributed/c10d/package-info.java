/**
 * PyTorch's c10d made safe: every native object is freed, every wait ends, errors are sentences.
 */
@NullMarked
package org.resnet4j.distributed.c10d;

import org.jspecify.annotations.NullMarked;
