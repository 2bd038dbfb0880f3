/**
 * The compiled network as a value: {@link org.resnet4j.vector.program.Program}, its instructions in
 * the order in which they are done, and for each of them everything that decides how it is done:
 * the algorithm, what happens while operands are read ({@link org.resnet4j.vector.program.Operand})
 * and while results are written ({@link org.resnet4j.vector.program.Epilogue}), which sums are
 * gathered for whom, and where the weights come from ({@link
 * org.resnet4j.vector.program.WeightSource}). Nothing is computed here. The passes of {@code plan}
 * rewrite programs; {@code execution} runs them.
 */
@NullMarked
package org.resnet4j.vector.program;

import org.jspecify.annotations.NullMarked;
