@NullMarked
package org.resnet4j.export.huggingface;

import org.jspecify.annotations.NullMarked;
