/** The learning rate of every iteration: schedules, warm-up, lengths in epochs or iterations. */
@NullMarked
package org.resnet4j.train.schedule;

import org.jspecify.annotations.NullMarked;
