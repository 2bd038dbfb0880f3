/** What happens in a training, as data, for logs, progress bars, reports and live pages. */
@NullMarked
package org.resnet4j.train.event;

import org.jspecify.annotations.NullMarked;
