@NullMarked
package org.resnet4j.int8;

import org.jspecify.annotations.NullMarked;
