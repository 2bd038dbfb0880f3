/** A network on its way to Spark's executors, and there. */
@NullMarked
package org.resnet4j.spark.network;

import org.jspecify.annotations.NullMarked;
