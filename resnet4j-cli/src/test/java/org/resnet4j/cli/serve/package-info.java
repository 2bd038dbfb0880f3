@NullMarked
package org.resnet4j.cli.serve;

import org.jspecify.annotations.NullMarked;
