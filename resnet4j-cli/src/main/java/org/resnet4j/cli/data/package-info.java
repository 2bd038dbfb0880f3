/** {@code datasets}: list, fetch, verify and look at data sets. */
@NullMarked
package org.resnet4j.cli.data;

import org.jspecify.annotations.NullMarked;
