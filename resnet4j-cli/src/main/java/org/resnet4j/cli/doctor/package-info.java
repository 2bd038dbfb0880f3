/** {@code doctor}: what this machine offers, what is wrong with it, and how to fix it. */
@NullMarked
package org.resnet4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
