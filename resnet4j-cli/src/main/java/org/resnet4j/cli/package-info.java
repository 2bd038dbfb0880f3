/** The command line: one command, one small class. */
@NullMarked
package org.resnet4j.cli;

import org.jspecify.annotations.NullMarked;
