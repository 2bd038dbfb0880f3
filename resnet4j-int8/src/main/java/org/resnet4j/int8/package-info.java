/** Prediction in 8 bits: quantised graphs computed in Java. */
@NullMarked
package org.resnet4j.int8;

import org.jspecify.annotations.NullMarked;
