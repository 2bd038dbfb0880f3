@NullMarked
package org.resnet4j.files;

import org.jspecify.annotations.NullMarked;
