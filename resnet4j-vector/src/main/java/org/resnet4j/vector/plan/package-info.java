/**
 * The compiler: from the tree of layers to a {@link org.resnet4j.vector.program.Program}, pass by
 * pass. Each pass is a function from a program to a program that computes the same; {@link
 * org.resnet4j.vector.plan.Compiler} lists them.
 *
 * <pre>
 * layer (a tree)
 *   │ Lowering           operations on numbered values; every convolution as a gathered product
 *   │ AlgorithmSelection the fastest algorithm for each convolution's shape
 *   │ Fusion             a residual sum and a ReLU are done by the operation in front of them
 *   │ FirstLayer         the stem, or a first linear layer, reads the batch as it comes
 *   │
 *   ├─ prediction
 *   │    Folding         batch norm into the weights of the convolution in front
 *   │    Prepacking      weights are packed once, by the prologue
 *   │
 *   └─ training
 *        NormStatistics  the convolution in front gathers a batch norm's sums while it writes
 *        Differentiation loss and backward pass; who writes a gradient masks it for the ReLU and
 *                        sums it for the batch norm behind
 *        Deferral        a batch norm that only convolutions read is made while they read
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
