/** What is answered at which address, and what protects the server from those who ask. */
@NullMarked
package org.resnet4j.serve.http;

import org.jspecify.annotations.NullMarked;
