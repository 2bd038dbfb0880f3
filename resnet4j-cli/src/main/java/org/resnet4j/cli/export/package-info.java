/** The command {@code export}: trained networks as files that other tools read. */
@NullMarked
package org.resnet4j.cli.export;

import org.jspecify.annotations.NullMarked;
