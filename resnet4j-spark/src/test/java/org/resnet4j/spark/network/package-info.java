/** Tests. */
@NullMarked
package org.resnet4j.spark.network;

import org.jspecify.annotations.NullMarked;
