/** The contender's side of the protocol; the peers on the JVM are compiled with it too. */
@NullMarked
package org.resnet4j.bench.turns;

import org.jspecify.annotations.NullMarked;
