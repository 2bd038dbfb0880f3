package org.resnet4j.serve.model;

/**
 * What the repository says of a version of a model.
 *
 * @param state {@code READY}, {@code LOADING} or {@code UNAVAILABLE}
 * @param reason why it is not ready, or why a newer file of it is not taken; may be empty
 */
public record ModelState(String name, String version, String state, String reason) {}
