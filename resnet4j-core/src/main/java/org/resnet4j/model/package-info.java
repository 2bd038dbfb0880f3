@NullMarked
package org.resnet4j.model;

import org.jspecify.annotations.NullMarked;
