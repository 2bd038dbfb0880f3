/** Trainings seen live: their events on a page, and the way back: pause, go on, stop. */
@NullMarked
package org.resnet4j.serve.watch;

import org.jspecify.annotations.NullMarked;
