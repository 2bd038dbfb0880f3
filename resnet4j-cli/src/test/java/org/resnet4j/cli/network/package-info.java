/** How networks are described. */
@NullMarked
package org.resnet4j.cli.network;

import org.jspecify.annotations.NullMarked;
