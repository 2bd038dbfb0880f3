/** What is left of an experiment: page, figures, tables and where they come from. */
@NullMarked
package org.resnet4j.report.experiment;

import org.jspecify.annotations.NullMarked;
