@NullMarked
package org.resnet4j.engine;

import org.jspecify.annotations.NullMarked;
