/** From weights that are there to a network for other images: {@code FineTuning}. */
@NullMarked
package org.resnet4j.train.finetune;

import org.jspecify.annotations.NullMarked;
