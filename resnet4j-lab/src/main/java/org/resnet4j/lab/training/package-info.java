/** Experiments that train networks side by side: degradation, shortcuts, layer responses. */
@NullMarked
package org.resnet4j.lab.training;

import org.jspecify.annotations.NullMarked;
