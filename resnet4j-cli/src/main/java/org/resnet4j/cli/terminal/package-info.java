/**
 * What every command says and how: answers as text or JSON, errors in one sentence, tables, times.
 */
@NullMarked
package org.resnet4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
