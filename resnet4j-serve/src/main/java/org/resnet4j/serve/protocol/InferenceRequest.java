package org.resnet4j.serve.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a model.
 *
 * @param id the sender's, given back; empty if there is none
 * @param input the one input
 * @param outputs those wanted; none: all
 * @param binary whether outputs are binary where they do not say it themselves
 * @param timeout the sender's own deadline
 */
public record InferenceRequest(
    Optional<String> id,
    Tensor input,
    List<WantedOutput> outputs,
    boolean binary,
    Optional<Duration> timeout) {}
