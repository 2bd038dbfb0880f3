/** Weights that others trained and published, and their classes. */
@NullMarked
package org.resnet4j.weights.published;

import org.jspecify.annotations.NullMarked;
