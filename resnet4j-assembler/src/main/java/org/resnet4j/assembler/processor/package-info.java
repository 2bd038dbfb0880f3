/** What the processor and the operating system allow. */
@NullMarked
package org.resnet4j.assembler.processor;

import org.jspecify.annotations.NullMarked;
