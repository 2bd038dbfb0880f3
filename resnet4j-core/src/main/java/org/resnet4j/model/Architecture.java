package org.resnet4j.model;

/**
 * A named network of the zoo: the tree, the input it is made for and how its weights are
 * initialised.
 *
 * @param name as users type it, {@code resnet50}
 * @param layer the network; it maps an input of {@code input}'s channels to {@code classes} logits
 * @param input (C, H, W)
 * @param classes how many logits come out
 * @param initialisation the distributions of the weights of a fresh network
 */
public record Architecture(
    String name, Layer layer, Shape input, int classes, Initialisation initialisation) {}
