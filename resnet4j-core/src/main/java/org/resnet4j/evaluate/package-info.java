/**
 * How well a network does on labelled images: what it is shown of each ({@link
 * org.resnet4j.evaluate.Protocol}), what it predicts ({@link org.resnet4j.evaluate.Prediction}),
 * and what that comes to ({@link org.resnet4j.evaluate.Evaluation}).
 */
@NullMarked
package org.resnet4j.evaluate;

import org.jspecify.annotations.NullMarked;
