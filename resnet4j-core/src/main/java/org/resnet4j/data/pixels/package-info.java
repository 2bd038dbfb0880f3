/** Arithmetic on the pixels of an image, as Pillow and torchvision do it: what transforms call. */
@NullMarked
package org.resnet4j.data.pixels;

import org.jspecify.annotations.NullMarked;
