/**
 * What a kernel does to its operands while it reads them and to its results while it writes them.
 */
@NullMarked
package org.resnet4j.vector.kernel.access;

import org.jspecify.annotations.NullMarked;
