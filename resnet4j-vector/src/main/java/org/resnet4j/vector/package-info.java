@NullMarked
package org.resnet4j.vector;

import org.jspecify.annotations.NullMarked;
