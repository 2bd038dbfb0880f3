/**
 * The only package that touches Bytedeco's option objects, pointers and loaders, and makes them
 * safe: nothing outside it can leak or mis-set one. Outside it, a {@code Tensor} is only passed
 * around.
 */
@NullMarked
package org.resnet4j.torch.libtorch;

import org.jspecify.annotations.NullMarked;
