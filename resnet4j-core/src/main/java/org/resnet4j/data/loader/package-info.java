/** Batches, prepared ahead by background threads. */
@NullMarked
package org.resnet4j.data.loader;

import org.jspecify.annotations.NullMarked;
