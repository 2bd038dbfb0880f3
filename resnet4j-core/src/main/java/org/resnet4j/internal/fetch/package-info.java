/** Remote files: fetched over HTTP, checked by their hashes, kept in the user's cache. */
@NullMarked
package org.resnet4j.internal.fetch;

import org.jspecify.annotations.NullMarked;
