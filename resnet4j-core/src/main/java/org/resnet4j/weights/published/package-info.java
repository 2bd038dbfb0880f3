/** Weights that others trained and published, and the classes that they know. */
@NullMarked
package org.resnet4j.weights.published;

import org.jspecify.annotations.NullMarked;
