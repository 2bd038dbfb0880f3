/** The reference engine: networks interpreted on libtorch, with its autograd. */
@NullMarked
package org.resnet4j.torch;

import org.jspecify.annotations.NullMarked;
