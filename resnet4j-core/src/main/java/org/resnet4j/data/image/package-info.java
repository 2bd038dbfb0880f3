/** Image files: decoding, resizing, folders. */
@NullMarked
package org.resnet4j.data.image;

import org.jspecify.annotations.NullMarked;
