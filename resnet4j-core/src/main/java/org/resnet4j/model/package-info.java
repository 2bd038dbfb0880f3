/**
 * A network as data and what follows from the data alone: the tree of layers ({@link
 * org.resnet4j.model.Layer}), its shapes, the names of its arrays, its cost, and how its weights
 * are initialised. No weights and no computation. Everything here is immutable and thread-safe
 * unless it says otherwise.
 */
@NullMarked
package org.resnet4j.model;

import org.jspecify.annotations.NullMarked;
