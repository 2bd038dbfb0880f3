/** The pages in a real browser. */
@NullMarked
package org.resnet4j.cli.pages;

import org.jspecify.annotations.NullMarked;
