/** {@code models}, {@code describe}, {@code init} and {@code forward}: one network, by name. */
@NullMarked
package org.resnet4j.cli.network;

import org.jspecify.annotations.NullMarked;
