/** Prediction in 8 bits, as users ask for it. */
@NullMarked
package org.resnet4j.cli.int8;

import org.jspecify.annotations.NullMarked;
