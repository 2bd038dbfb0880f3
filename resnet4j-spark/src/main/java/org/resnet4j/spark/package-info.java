/** Labelling pictures and training networks on Apache Spark. */
@NullMarked
package org.resnet4j.spark;

import org.jspecify.annotations.NullMarked;
