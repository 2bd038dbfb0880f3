/**
 * The compiler: from the tree of layers to a {@link org.resnet4j.vector.program.Program}, pass by
 * pass. Each pass is a function from a program to a program that computes the same; {@link
 * org.resnet4j.vector.plan.Compiler} lists them.
 *
 * <pre>
 * layer (a tree)
 *   │ Lowering           operations on numbered values; every convolution as a gathered product
 *   │ AlgorithmSelection the fastest algorithm for each convolution's shape
 *   │ Fusion             a residual sum and a ReLU are done by the operation before them
 *   │ FirstLayer         the stem, or a first linear layer, reads the batch as it comes
 *   │
 *   ├─ prediction
 *   │    Folding         batch norm into the weights of the convolution before it
 *   │    Prepacking      weights are packed once, by the prologue
 *   │
 *   └─ training
 *        NormStatistics  the convolution before a batch norm gathers its sums while it writes
 *        Differentiation loss and backward pass; the writer of a gradient masks it for the ReLU and
 *                        sums it for the batch norm that it goes to next
 *        Deferral        a batch norm that only convolutions read is computed while they read
 *   ▼
 * program
 *   │ MemoryPlan         lifetimes, in-place use, a few arenas of float[]
 *   ▼
 * execution              tasks, bound to memory
 * </pre>
 *
 * {@link org.resnet4j.vector.plan.ProgramDescription} prints the result.
 */
@NullMarked
package org.resnet4j.vector.plan;

import org.jspecify.annotations.NullMarked;
