/** Options of commands whose trainings can be watched on a page. */
@NullMarked
package org.resnet4j.cli.watch;

import org.jspecify.annotations.NullMarked;
