/**
 * A plan as work for threads: phases whose items can be computed in any order, and their memory.
 */
@NullMarked
package org.resnet4j.int8.execution;

import org.jspecify.annotations.NullMarked;
