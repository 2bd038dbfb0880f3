/** Pictures in files: decoding, resizing, folders of them. */
@NullMarked
package org.resnet4j.data.image;

import org.jspecify.annotations.NullMarked;
