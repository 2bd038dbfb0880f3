/** The Open Inference Protocol's bodies: what is asked and what is answered, without HTTP. */
@NullMarked
package org.resnet4j.serve.protocol;

import org.jspecify.annotations.NullMarked;
