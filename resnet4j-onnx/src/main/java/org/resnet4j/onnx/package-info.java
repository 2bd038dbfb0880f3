/**
 * Engine on ONNX Runtime: a network is exported as a graph, in memory, and the runtime computes it.
 */
@NullMarked
package org.resnet4j.onnx;

import org.jspecify.annotations.NullMarked;
