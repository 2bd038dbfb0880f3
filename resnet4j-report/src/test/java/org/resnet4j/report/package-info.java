@NullMarked
package org.resnet4j.report;

import org.jspecify.annotations.NullMarked;
