package org.resnet4j.classify;

/**
 * A class that a picture may show.
 *
 * @param name of the class
 * @param probability from 0 to 1, by the network
 */
public record Guess(String name, double probability) {}
