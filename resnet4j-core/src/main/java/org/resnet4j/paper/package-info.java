/** The paper's tables and figures as data, and the experiments that measure them again. */
@NullMarked
package org.resnet4j.paper;

import org.jspecify.annotations.NullMarked;
