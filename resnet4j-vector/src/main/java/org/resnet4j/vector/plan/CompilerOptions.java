package org.resnet4j.vector.plan;

import java.util.Set;
import java.util.function.Predicate;
import org.resnet4j.vector.kernel.Bfloat16;

/**
 * The options of the compiler.
 *
 * @param batch how many examples
 * @param tunedFor the batch for which the algorithms are chosen
 * @param probes the nodes to be read after a run, by path, with their gradients
 * @param trained the keys of the arrays whose gradients are needed
 * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
 * @param bfloat16 which products are computed in bfloat16
 */
public record CompilerOptions(
    Purpose purpose,
    int batch,
    int tunedFor,
    Set<String> probes,
    Predicate<String> trained,
    double labelSmoothing,
    Bfloat16 bfloat16) {

  /** Without probes; in training, every array that can be trained is. */
  public static CompilerOptions of(Purpose purpose, int batch) {
    return new CompilerOptions(purpose, batch, batch, Set.of(), key -> true, 0, Bfloat16.NONE);
  }

  /** These, with nodes to be read after a run. */
  public CompilerOptions withProbes(Set<String> nodes) {
    return new CompilerOptions(purpose, batch, tunedFor, nodes, trained, labelSmoothing, bfloat16);
  }

  /** These, with the algorithms that suit another batch. */
  public CompilerOptions tunedFor(int other) {
    return new CompilerOptions(purpose, batch, other, probes, trained, labelSmoothing, bfloat16);
  }

  /** These, with the gradients of these keys alone. */
  public CompilerOptions training(Predicate<String> keys) {
    return new CompilerOptions(purpose, batch, tunedFor, probes, keys, labelSmoothing, bfloat16);
  }

  /** These, with some products in bfloat16. */
  public CompilerOptions in(Bfloat16 use) {
    return new CompilerOptions(purpose, batch, tunedFor, probes, trained, labelSmoothing, use);
  }

  /** These, with label smoothing. */
  public CompilerOptions smoothing(double epsilon) {
    return new CompilerOptions(purpose, batch, tunedFor, probes, trained, epsilon, bfloat16);
  }
}
