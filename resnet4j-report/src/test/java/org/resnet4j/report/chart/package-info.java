@NullMarked
package org.resnet4j.report.chart;

import org.jspecify.annotations.NullMarked;
