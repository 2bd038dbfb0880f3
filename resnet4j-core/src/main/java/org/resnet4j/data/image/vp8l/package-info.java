/**
 * Pictures of WebP without loss: VP8L, RFC 9649, as libwebp decodes them. Sections in comments are
 * the RFC's. A pixel is an {@code int}, from the upper byte down: alpha, red, green, blue.
 */
@NullMarked
package org.resnet4j.data.image.vp8l;

import org.jspecify.annotations.NullMarked;
