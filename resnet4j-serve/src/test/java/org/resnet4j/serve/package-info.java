@NullMarked
package org.resnet4j.serve;

import org.jspecify.annotations.NullMarked;
