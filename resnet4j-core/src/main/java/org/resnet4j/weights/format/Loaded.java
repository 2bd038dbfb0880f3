package org.resnet4j.weights.format;

import java.util.Map;
import org.resnet4j.weights.Weights;

/**
 * The arrays of a file.
 *
 * @param weights those that can be read
 * @param unreadable what the others are, by key
 */
record Loaded(Weights weights, Map<String, String> unreadable) {}
