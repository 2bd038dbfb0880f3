/** Side-by-side measurements with peers. */
@NullMarked
package org.resnet4j.bench;

import org.jspecify.annotations.NullMarked;
