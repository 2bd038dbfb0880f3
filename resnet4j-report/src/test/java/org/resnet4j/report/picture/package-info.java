@NullMarked
package org.resnet4j.report.picture;

import org.jspecify.annotations.NullMarked;
