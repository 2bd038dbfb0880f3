package org.resnet4j.vector.program;

/**
 * A term of the loss: the cross-entropy of some logits.
 *
 * @param logits the value that holds them
 * @param weight of this term in the whole loss: 1 for the network's own logits
 */
public record LossTerm(int logits, double weight) {}
