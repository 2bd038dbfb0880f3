@NullMarked
package org.resnet4j.internal.random;

import org.jspecify.annotations.NullMarked;
