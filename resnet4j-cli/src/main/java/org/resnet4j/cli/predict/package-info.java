/** {@code predict}, {@code explain} and {@code evaluate}: from weights and images to classes. */
@NullMarked
package org.resnet4j.cli.predict;

import org.jspecify.annotations.NullMarked;
