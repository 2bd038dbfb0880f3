package org.resnet4j.classify;

import java.util.Map;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A network by its name in the zoo.
 *
 * @param name {@code resnet20}
 * @param options variations of it: {@code stem} to {@code small}; see {@link ZooOptions#of}
 */
public record NamedModel(String name, Map<String, String> options) {
  /** Copies the options. */
  public NamedModel {
    options = Map.copyOf(options);
  }

  /**
   * The network for this input and this many classes.
   *
   * @param input (C, H, W)
   * @param classes how many outputs the network has, at least 1
   * @return the network, without weights
   * @throws IllegalArgumentException if the zoo has none such
   */
  public Architecture architecture(Shape input, int classes) {
    return Zoo.of(name, ZooOptions.of(options).withInput(input).withClasses(classes));
  }
}
