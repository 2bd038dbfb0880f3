/** The whole house against numbers that it did not make. */
@NullMarked
package org.resnet4j.golden;

import org.jspecify.annotations.NullMarked;
