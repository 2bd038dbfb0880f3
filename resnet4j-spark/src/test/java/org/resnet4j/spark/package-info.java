/** Tests. */
@NullMarked
package org.resnet4j.spark;

import org.jspecify.annotations.NullMarked;
