/** What is done to images before a network sees them: data, applied with a seed. */
@NullMarked
package org.resnet4j.data.augment;

import org.jspecify.annotations.NullMarked;
