@NullMarked
package org.resnet4j.data;

import org.jspecify.annotations.NullMarked;
