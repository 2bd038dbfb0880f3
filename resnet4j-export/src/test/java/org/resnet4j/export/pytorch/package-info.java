@NullMarked
package org.resnet4j.export.pytorch;

import org.jspecify.annotations.NullMarked;
