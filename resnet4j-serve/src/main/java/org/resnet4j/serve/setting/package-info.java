/** What a server is told by whoever starts it. */
@NullMarked
package org.resnet4j.serve.setting;

import org.jspecify.annotations.NullMarked;
