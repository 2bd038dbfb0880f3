@NullMarked
package org.resnet4j.zoo;

import org.jspecify.annotations.NullMarked;
