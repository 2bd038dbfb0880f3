/** Each format of pictures, as Pillow reads it: what is stored, and what the numbers mean. */
@NullMarked
package org.resnet4j.data.image.format;

import org.jspecify.annotations.NullMarked;
