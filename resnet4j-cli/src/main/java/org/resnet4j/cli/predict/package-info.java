/** {@code predict}, {@code explain} and {@code evaluate}: weights and images in, classes out. */
@NullMarked
package org.resnet4j.cli.predict;

import org.jspecify.annotations.NullMarked;
