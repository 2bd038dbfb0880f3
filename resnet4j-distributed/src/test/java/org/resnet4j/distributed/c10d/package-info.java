@NullMarked
package org.resnet4j.distributed.c10d;

import org.jspecify.annotations.NullMarked;
