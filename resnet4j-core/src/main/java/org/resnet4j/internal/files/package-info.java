@NullMarked
package org.resnet4j.internal.files;

import org.jspecify.annotations.NullMarked;
