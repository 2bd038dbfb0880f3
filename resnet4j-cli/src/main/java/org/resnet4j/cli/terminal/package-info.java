/** The output of all commands: answers as text or JSON, errors in one sentence, tables, times. */
@NullMarked
package org.resnet4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
