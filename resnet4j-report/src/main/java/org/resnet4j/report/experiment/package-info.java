/** The output of an experiment: page, figures, tables and their provenance. */
@NullMarked
package org.resnet4j.report.experiment;

import org.jspecify.annotations.NullMarked;
