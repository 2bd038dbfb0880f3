@NullMarked
package org.resnet4j.cli.int8;

import org.jspecify.annotations.NullMarked;
