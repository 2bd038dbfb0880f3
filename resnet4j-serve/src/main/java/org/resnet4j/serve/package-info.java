/** Classifiers over HTTP: {@link org.resnet4j.serve.ModelServer}. */
@NullMarked
package org.resnet4j.serve;

import org.jspecify.annotations.NullMarked;
