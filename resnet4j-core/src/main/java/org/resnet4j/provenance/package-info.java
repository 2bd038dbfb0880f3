/** Where a number comes from: which build of resnet4j computed it, on which machine. */
@NullMarked
package org.resnet4j.provenance;

import org.jspecify.annotations.NullMarked;
