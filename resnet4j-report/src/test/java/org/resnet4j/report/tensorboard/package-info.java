@NullMarked
package org.resnet4j.report.tensorboard;

import org.jspecify.annotations.NullMarked;
