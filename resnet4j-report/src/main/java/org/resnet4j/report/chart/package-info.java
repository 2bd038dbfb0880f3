/** Charts: lines, bars and heat maps over axes with round ticks. */
@NullMarked
package org.resnet4j.report.chart;

import org.jspecify.annotations.NullMarked;
