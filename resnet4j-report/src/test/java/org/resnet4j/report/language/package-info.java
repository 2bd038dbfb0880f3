@NullMarked
package org.resnet4j.report.language;

import org.jspecify.annotations.NullMarked;
