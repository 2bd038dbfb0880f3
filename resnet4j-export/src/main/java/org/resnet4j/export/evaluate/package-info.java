/**
 * Exported graphs computed by the standard's definitions, in plain loops, so that what an export
 * wrote can be checked without any runtime.
 */
@NullMarked
package org.resnet4j.export.evaluate;

import org.jspecify.annotations.NullMarked;
