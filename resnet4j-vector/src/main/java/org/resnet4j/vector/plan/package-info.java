@NullMarked
package org.resnet4j.vector.plan;

import org.jspecify.annotations.NullMarked;
