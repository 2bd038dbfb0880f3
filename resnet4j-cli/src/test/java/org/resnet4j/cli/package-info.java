@NullMarked
package org.resnet4j.cli;

import org.jspecify.annotations.NullMarked;
