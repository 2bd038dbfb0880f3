/** {@code doctor}: what this machine offers, what is wrong with it, and how to mend it. */
@NullMarked
package org.resnet4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
