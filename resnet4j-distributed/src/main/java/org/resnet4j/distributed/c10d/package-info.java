/** PyTorch's c10d made safe: every wait ends, errors are sentences, what is freed is not used. */
@NullMarked
package org.resnet4j.distributed.c10d;

import org.jspecify.annotations.NullMarked;
