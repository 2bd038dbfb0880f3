/** {@code datasets}: list, fetch, verify and preview data sets. */
@NullMarked
package org.resnet4j.cli.data;

import org.jspecify.annotations.NullMarked;
