@NullMarked
package org.resnet4j.cli.launch;

import org.jspecify.annotations.NullMarked;
