/** How much memory is resident when a network answers, beside ONNX Runtime's. */
@NullMarked
package org.resnet4j.bench.memory;

import org.jspecify.annotations.NullMarked;
