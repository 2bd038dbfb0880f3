/** The files of a run's folder: checkpoints, recipe, learning curve, log, result. */
@NullMarked
package org.resnet4j.train.run;

import org.jspecify.annotations.NullMarked;
