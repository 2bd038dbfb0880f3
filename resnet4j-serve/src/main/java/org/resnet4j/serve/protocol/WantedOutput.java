package org.resnet4j.serve.protocol;

import java.util.Optional;

/**
 * An output that a request names.
 *
 * @param name {@code probabilities} or {@code label}
 * @param binary whether it comes as bytes behind the JSON, if the request says so
 * @param classification how many of the likeliest classes are wanted as texts instead; 0: none
 */
public record WantedOutput(String name, Optional<Boolean> binary, int classification) {}
