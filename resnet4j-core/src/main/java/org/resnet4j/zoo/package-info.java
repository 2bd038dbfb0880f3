/**
 * The networks of the papers as trees of layers, by the name that users type: {@link
 * org.resnet4j.zoo.Zoo} finds them, one class for each family builds them. Nothing here has state;
 * everything is thread-safe.
 */
@NullMarked
package org.resnet4j.zoo;

import org.jspecify.annotations.NullMarked;
