package org.resnet4j.export.onnx;

import org.resnet4j.model.Shape;

/**
 * A value of the graph that flows from node to node.
 *
 * @param shape the batch left out
 */
record Flow(String name, Shape shape) {}
