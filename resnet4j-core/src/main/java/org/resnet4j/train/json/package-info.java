/** Recipes, events and results as JSON, strictly read. */
@NullMarked
package org.resnet4j.train.json;

import org.jspecify.annotations.NullMarked;
