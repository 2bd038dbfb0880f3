/** Groups of options that several commands share: the data, the network, the engine, the recipe. */
@NullMarked
package org.resnet4j.cli.options;

import org.jspecify.annotations.NullMarked;
