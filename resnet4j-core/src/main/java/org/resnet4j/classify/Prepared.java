package org.resnet4j.classify;

import org.resnet4j.data.ImageShape;

/**
 * A picture as a network takes it.
 *
 * @param numbers (C, H, W), row-major
 */
record Prepared(float[] numbers, ImageShape shape) {}
