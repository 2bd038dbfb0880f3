@NullMarked
package org.resnet4j.evaluate;

import org.jspecify.annotations.NullMarked;
