/** Implementations that other modules offer, found from any thread. */
@NullMarked
package org.resnet4j.internal.services;

import org.jspecify.annotations.NullMarked;
