/** Processes that compute together: what they exchange, and how they find each other. */
@NullMarked
package org.resnet4j.engine.collective;

import org.jspecify.annotations.NullMarked;
