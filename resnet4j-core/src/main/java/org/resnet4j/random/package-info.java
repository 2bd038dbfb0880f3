@NullMarked
package org.resnet4j.random;

import org.jspecify.annotations.NullMarked;
