@NullMarked
package org.resnet4j.onnx;

import org.jspecify.annotations.NullMarked;
