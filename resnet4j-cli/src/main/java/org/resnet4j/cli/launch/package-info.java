/** Training by several processes: starting them, and what a started one knows of the others. */
@NullMarked
package org.resnet4j.cli.launch;

import org.jspecify.annotations.NullMarked;
