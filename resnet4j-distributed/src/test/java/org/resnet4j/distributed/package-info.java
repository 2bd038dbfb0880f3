@NullMarked
package org.resnet4j.distributed;

import org.jspecify.annotations.NullMarked;
