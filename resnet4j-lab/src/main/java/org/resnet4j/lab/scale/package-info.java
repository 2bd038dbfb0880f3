/**
 * How long a training takes on many processes: a model of one step, fitted on measurements, and run
 * to sizes that nobody here can measure.
 */
@NullMarked
package org.resnet4j.lab.scale;

import org.jspecify.annotations.NullMarked;
