/** What the processes of one training agree on, beside gradients. */
@NullMarked
package org.resnet4j.train.parallel;

import org.jspecify.annotations.NullMarked;
