/**
 * Networks in 8 bits: what the values of a network span is observed on images ({@link
 * org.resnet4j.export.int8.Calibration}), and a graph of floats becomes one of bytes ({@link
 * org.resnet4j.export.int8.Quantiser}).
 */
@NullMarked
package org.resnet4j.export.int8;

import org.jspecify.annotations.NullMarked;
