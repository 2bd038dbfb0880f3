/** Tests on a standalone cluster of this machine. */
@NullMarked
package org.resnet4j.spark.cluster;

import org.jspecify.annotations.NullMarked;
