/** HTML pages in one file, light or dark as the reader's system is. */
@NullMarked
package org.resnet4j.report.page;

import org.jspecify.annotations.NullMarked;
