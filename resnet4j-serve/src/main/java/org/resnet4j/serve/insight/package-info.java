/** Looks into served networks: where they see a class, what they say without a block. */
@NullMarked
package org.resnet4j.serve.insight;

import org.jspecify.annotations.NullMarked;
