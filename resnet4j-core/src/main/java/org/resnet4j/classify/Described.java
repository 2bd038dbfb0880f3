package org.resnet4j.classify;

import java.util.List;
import java.util.Optional;
import org.resnet4j.data.augment.Pipeline;

/** What a configuration beside weights says of them. */
record Described(
    Optional<NamedModel> model, Optional<List<String>> classes, Optional<Pipeline> pipeline) {
  static final Described NOTHING =
      new Described(Optional.empty(), Optional.empty(), Optional.empty());
}
