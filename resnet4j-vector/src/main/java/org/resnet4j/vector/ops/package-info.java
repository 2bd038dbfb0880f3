@NullMarked
package org.resnet4j.vector.ops;

import org.jspecify.annotations.NullMarked;
