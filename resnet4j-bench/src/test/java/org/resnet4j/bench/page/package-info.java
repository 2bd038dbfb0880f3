@NullMarked
package org.resnet4j.bench.page;

import org.jspecify.annotations.NullMarked;
