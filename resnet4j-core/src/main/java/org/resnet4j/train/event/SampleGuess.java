package org.resnet4j.train.event;

/**
 * What a network in training says of a sample picture.
 *
 * @param label the picture's class
 * @param guess the class that the network thinks likeliest
 * @param probability how sure it is of that, a fraction
 */
public record SampleGuess(int label, int guess, double probability) {}
