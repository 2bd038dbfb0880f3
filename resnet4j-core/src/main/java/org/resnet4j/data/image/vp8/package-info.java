/**
 * Pictures of WebP with loss: key frames of VP8, RFC 6386, to the last bit as libwebp decodes them.
 * Sections in comments are the RFC's.
 */
@NullMarked
package org.resnet4j.data.image.vp8;

import org.jspecify.annotations.NullMarked;
