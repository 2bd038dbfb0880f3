/** How a network is trained, as data: the papers' recipes and ours, and their form as JSON. */
@NullMarked
package org.resnet4j.train.recipe;

import org.jspecify.annotations.NullMarked;
