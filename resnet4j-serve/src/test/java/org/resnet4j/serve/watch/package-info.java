@NullMarked
package org.resnet4j.serve.watch;

import org.jspecify.annotations.NullMarked;
