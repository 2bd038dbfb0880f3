/** The workers of one training, each a JVM of its own beside a task of Spark's. */
@NullMarked
package org.resnet4j.spark.barrier;

import org.jspecify.annotations.NullMarked;
