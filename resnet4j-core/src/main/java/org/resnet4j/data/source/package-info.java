/** The known data sets, their files and the sources of the files. */
@NullMarked
package org.resnet4j.data.source;

import org.jspecify.annotations.NullMarked;
