package org.resnet4j.serve.model;

import java.nio.file.Path;

/**
 * Where a version of a model comes from.
 *
 * @param name of the model
 * @param version a whole number from 1
 * @param weights its file or folder
 */
public record ModelSource(String name, int version, Path weights) {}
