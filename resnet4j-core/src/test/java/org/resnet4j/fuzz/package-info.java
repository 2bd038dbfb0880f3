/** Damaged inputs for every parser of the project. */
@NullMarked
package org.resnet4j.fuzz;

import org.jspecify.annotations.NullMarked;
