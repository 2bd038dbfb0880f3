/** The application for {@code spark-submit}. */
@NullMarked
package org.resnet4j.spark.submit;

import org.jspecify.annotations.NullMarked;
