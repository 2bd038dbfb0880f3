/** The values of {@code --weights}, found and loaded into a network. */
@NullMarked
package org.resnet4j.cli.weights;

import org.jspecify.annotations.NullMarked;
