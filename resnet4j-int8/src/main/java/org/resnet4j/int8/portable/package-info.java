/** Kernels in plain loops: they run wherever Java does, and judge all others. */
@NullMarked
package org.resnet4j.int8.portable;

import org.jspecify.annotations.NullMarked;
