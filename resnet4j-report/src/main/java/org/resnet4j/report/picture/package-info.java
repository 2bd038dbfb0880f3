/** Pictures as SVG and as PNG, and the colours they share. */
@NullMarked
package org.resnet4j.report.picture;

import org.jspecify.annotations.NullMarked;
