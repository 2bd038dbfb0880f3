/**
 * Data sets out of packages: npm's and Debian's clients, run as programs of this machine. They
 * belong to the command line: the library itself runs no other program.
 */
@NullMarked
package org.resnet4j.cli.packages;

import org.jspecify.annotations.NullMarked;
