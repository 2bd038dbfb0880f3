package org.resnet4j.classify;

/**
 * A class that a picture may show.
 *
 * @param name of the class
 * @param probability from 0 to 1, by the network
 * @param index of the class among the network's outputs, from 0
 */
public record Guess(String name, double probability, int index) {}
