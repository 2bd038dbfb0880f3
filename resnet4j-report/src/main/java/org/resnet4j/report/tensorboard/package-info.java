/** Event files that TensorBoard reads. */
@NullMarked
package org.resnet4j.report.tensorboard;

import org.jspecify.annotations.NullMarked;
