/**
 * Labelled images and the batches made of them: data sets, their splits and orders, the random
 * numbers of augmentation, and the targets of training.
 */
@NullMarked
package org.resnet4j.data;

import org.jspecify.annotations.NullMarked;
