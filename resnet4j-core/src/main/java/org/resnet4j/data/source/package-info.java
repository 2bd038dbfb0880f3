/** The known data sets, their files and where these come from. */
@NullMarked
package org.resnet4j.data.source;

import org.jspecify.annotations.NullMarked;
