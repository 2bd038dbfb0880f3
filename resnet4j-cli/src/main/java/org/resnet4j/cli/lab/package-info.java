/** {@code experiment} and {@code analyze}: the laboratory's measurements and their reports. */
@NullMarked
package org.resnet4j.cli.lab;

import org.jspecify.annotations.NullMarked;
