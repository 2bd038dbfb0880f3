@NullMarked
package org.resnet4j.report.experiment;

import org.jspecify.annotations.NullMarked;
