/**
 * {@code train} and {@code recipes}: a recipe with the user's flags, a run folder, a progress bar.
 */
@NullMarked
package org.resnet4j.cli.train;

import org.jspecify.annotations.NullMarked;
