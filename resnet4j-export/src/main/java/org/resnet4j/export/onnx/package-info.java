/**
 * Networks as ONNX files: {@link org.resnet4j.export.onnx.OnnxExporter} interprets the tree, {@link
 * org.resnet4j.export.onnx.OnnxModel} and its parts are the graph as values, {@link
 * org.resnet4j.export.onnx.OnnxFile} writes them in the protobuf wire format. Opset 17, IR version
 * 8: what runtimes from 2022 on read.
 */
@NullMarked
package org.resnet4j.export.onnx;

import org.jspecify.annotations.NullMarked;
