/** What is found out of a processor. */
@NullMarked
package org.resnet4j.assembler.processor;

import org.jspecify.annotations.NullMarked;
