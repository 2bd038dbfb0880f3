/**
 * JPEG (ITU-T T.81): from the codes to the components' samples. A JPEG has no check sum: bits that
 * are flipped become other codes, and decoders make different pixels of those that no encoder
 * writes, so these are refused. Tables and figures in comments are the recommendation's.
 */
@NullMarked
package org.resnet4j.data.image.jpeg;

import org.jspecify.annotations.NullMarked;
