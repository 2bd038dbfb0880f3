@NullMarked
package org.resnet4j.export.int8;

import org.jspecify.annotations.NullMarked;
