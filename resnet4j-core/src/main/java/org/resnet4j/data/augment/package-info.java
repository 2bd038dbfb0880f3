/**
 * Augmentation and normalisation: what happens to images before a network sees them, as data,
 * applied with a seed.
 */
@NullMarked
package org.resnet4j.data.augment;

import org.jspecify.annotations.NullMarked;
