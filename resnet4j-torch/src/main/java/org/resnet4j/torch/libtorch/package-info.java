/**
 * The one room that touches Bytedeco's option objects, pointers and loaders, and makes them safe:
 * nothing outside it can leak or mis-set one. Outside, a {@code Tensor} is only handed around.
 */
@NullMarked
package org.resnet4j.torch.libtorch;

import org.jspecify.annotations.NullMarked;
