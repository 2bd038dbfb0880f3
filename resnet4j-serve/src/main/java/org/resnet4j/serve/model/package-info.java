/** Models by name and version: loaded, lent to requests, replaced and closed. */
@NullMarked
package org.resnet4j.serve.model;

import org.jspecify.annotations.NullMarked;
