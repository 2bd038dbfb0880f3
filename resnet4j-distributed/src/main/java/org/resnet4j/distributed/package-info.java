/** Connects the processes of a training by Gloo, which comes with libtorch. */
@NullMarked
package org.resnet4j.distributed;

import org.jspecify.annotations.NullMarked;
