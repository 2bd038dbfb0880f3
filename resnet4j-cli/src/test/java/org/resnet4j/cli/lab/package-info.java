/** What the laboratory's commands print. */
@NullMarked
package org.resnet4j.cli.lab;

import org.jspecify.annotations.NullMarked;
