/** What {@code --weights} may name, found and put into a network. */
@NullMarked
package org.resnet4j.cli.weights;

import org.jspecify.annotations.NullMarked;
