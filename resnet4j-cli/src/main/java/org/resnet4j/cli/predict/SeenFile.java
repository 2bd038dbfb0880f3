package org.resnet4j.cli.predict;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.classify.Guess;

/**
 * What a network saw in a file, or why it could not be read.
 *
 * @param top the likeliest classes; empty if it could not be read
 */
record SeenFile(Path file, List<Guess> top, Optional<String> error) {
  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("image", file.toString());
    if (error.isPresent()) {
      fields.put("error", error.get());
    } else {
      fields.put("class", top.getFirst().name());
      fields.put("probability", top.getFirst().probability());
      fields.put("predictions", top);
    }
    return fields;
  }
}
