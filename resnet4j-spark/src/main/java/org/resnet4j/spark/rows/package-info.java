/** Rows with pictures in, rows with labels out. */
@NullMarked
package org.resnet4j.spark.rows;

import org.jspecify.annotations.NullMarked;
