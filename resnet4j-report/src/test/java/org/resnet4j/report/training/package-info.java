@NullMarked
package org.resnet4j.report.training;

import org.jspecify.annotations.NullMarked;
