@NullMarked
package org.resnet4j.export;

import org.jspecify.annotations.NullMarked;
