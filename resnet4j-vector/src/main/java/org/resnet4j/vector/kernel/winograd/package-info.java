/**
 * Convolutions of 3 × 3 with stride 1 by Winograd's minimal filtering: Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks" (2015), arXiv:1509.09308.
 *
 * <p>Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A for each tile d of (m + 2) × (m + 2) pixels, which gives m × m
 * pixels of the output (equation 8). The products ⊙ of all tiles and channels are (m + 2)² matrix
 * products (section 4). The gradient of the input is the same with rotated kernels, that of the
 * weights is Gᵀ [Σ over tiles of (Bᵀ d B) ⊙ (A dY Aᵀ)] G.
 *
 * <p>{@code WinogradConvolution} makes the tasks of:
 *
 * <ul>
 *   <li>{@code Winograd}: the two tile sizes, F(2×2, 3×3) and F(4×4, 3×3); {@code
 *       WinogradTransforms}: their transforms in one dimension (sections 4.1 and 4.3), by {@code
 *       VectorTransforms}, {@code PlainTransforms} or another module; {@code GradientTransforms}:
 *       those of the weights' gradient
 *   <li>{@code WinogradTiles}: a layout cut into strips of tiles, and a strip's way through the
 *       transforms; {@code WinogradColumns}: the first step of it while the strip is read
 *   <li>{@code WinogradWeights}: G g Gᵀ, packed
 *   <li>{@code WinogradProduct}: few channels, strip by strip in the cache; {@code WinogradStage}:
 *       many channels, phase by phase through memory
 *   <li>{@code WinogradGradient} and {@code WinogradReduction}: the gradient of the weights, in
 *       parts and their sum; {@code WinogradBackward}: both gradients while the operands are in the
 *       cache
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.winograd;

import org.jspecify.annotations.NullMarked;
