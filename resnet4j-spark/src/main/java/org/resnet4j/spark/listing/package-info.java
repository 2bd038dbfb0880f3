/** Folders of pictures, however many. */
@NullMarked
package org.resnet4j.spark.listing;

import org.jspecify.annotations.NullMarked;
