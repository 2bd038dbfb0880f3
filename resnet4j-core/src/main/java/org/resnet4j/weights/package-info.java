@NullMarked
package org.resnet4j.weights;

import org.jspecify.annotations.NullMarked;
