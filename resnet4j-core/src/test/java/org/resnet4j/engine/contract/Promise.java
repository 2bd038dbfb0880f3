package org.resnet4j.engine.contract;

import org.junit.jupiter.api.function.Executable;

/**
 * One thing that every engine promises.
 *
 * @param name as a sentence
 * @param check throws if the promise is not kept
 */
public record Promise(String name, Executable check) {}
