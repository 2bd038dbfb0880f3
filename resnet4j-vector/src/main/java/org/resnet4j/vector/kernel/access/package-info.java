/**
 * What a kernel does to an operand while it reads it, and to a result while it writes it, so that
 * the layers between two convolutions take no pass over memory of their own.
 *
 * <ul>
 *   <li>{@code Reader}: max(a[c]·x + b[c]·y + c[c], least): a batch norm and ReLU, or the gradient
 *       of a batch norm
 *   <li>{@code Writer}: bias, residual, ReLU or its mask, then sums for each channel
 *   <li>{@code WriteLoops}: the writer's loops, one for each combination that a network uses
 *   <li>{@code Sums}: Σv and Σv·u for each channel, partial for each slot of the work, added in the
 *       order of the slots
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.access;

import org.jspecify.annotations.NullMarked;
