@NullMarked
package org.resnet4j.report.page;

import org.jspecify.annotations.NullMarked;
