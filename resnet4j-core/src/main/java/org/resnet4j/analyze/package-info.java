/** Measurements on a network, each a function of the network, some images and an engine. */
@NullMarked
package org.resnet4j.analyze;

import org.jspecify.annotations.NullMarked;
