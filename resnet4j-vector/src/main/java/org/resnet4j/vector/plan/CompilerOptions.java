package org.resnet4j.vector.plan;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The options of the compiler.
 *
 * @param batch how many examples
 * @param tunedFor the batch for which the algorithms are chosen
 * @param probes the nodes to be read after a run, by path, with their gradients
 * @param trained the keys of the arrays whose gradients are needed
 * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
 */
public record CompilerOptions(
    Purpose purpose,
    int batch,
    int tunedFor,
    Set<String> probes,
    Predicate<String> trained,
    double labelSmoothing) {

  /** Without probes; in training, every array that can be trained is. */
  public static CompilerOptions of(Purpose purpose, int batch) {
    return new CompilerOptions(purpose, batch, batch, Set.of(), key -> true, 0);
  }

  /** These, with nodes to be read after a run. */
  public CompilerOptions withProbes(Set<String> nodes) {
    return new CompilerOptions(purpose, batch, tunedFor, nodes, trained, labelSmoothing);
  }

  /** These, with the algorithms that suit another batch. */
  public CompilerOptions tunedFor(int other) {
    return new CompilerOptions(purpose, batch, other, probes, trained, labelSmoothing);
  }

  /** These, with the gradients of these keys alone. */
  public CompilerOptions training(Predicate<String> keys) {
    return new CompilerOptions(purpose, batch, tunedFor, probes, keys, labelSmoothing);
  }

  /** These, with label smoothing. */
  public CompilerOptions smoothing(double epsilon) {
    return new CompilerOptions(purpose, batch, tunedFor, probes, trained, epsilon);
  }
}
