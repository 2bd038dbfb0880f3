/** What a caller sees of fetching: where files are kept, how far a download is, why it failed. */
@NullMarked
package org.resnet4j.fetch;

import org.jspecify.annotations.NullMarked;
