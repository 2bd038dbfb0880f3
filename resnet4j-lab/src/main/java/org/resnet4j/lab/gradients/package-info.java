/** The gradient-flow experiment: how much of the gradient reaches the first layers, by depth. */
@NullMarked
package org.resnet4j.lab.gradients;

import org.jspecify.annotations.NullMarked;
