/** The output of a training run: learning curve, pictures, report. */
@NullMarked
package org.resnet4j.report.training;

import org.jspecify.annotations.NullMarked;
