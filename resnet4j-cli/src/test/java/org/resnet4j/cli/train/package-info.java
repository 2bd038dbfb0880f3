@NullMarked
package org.resnet4j.cli.train;

import org.jspecify.annotations.NullMarked;
