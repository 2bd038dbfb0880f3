/**
 * Runs programs. A {@link org.resnet4j.vector.execution.Executable} is a program bound to memory:
 * the arrays that the network keeps ({@link org.resnet4j.vector.execution.Variables}), the arenas
 * that hold its values, scratch and packed weights ({@link
 * org.resnet4j.vector.execution.Workspace}), and the inputs of each run ({@link
 * org.resnet4j.vector.execution.RunInputs}). {@code InstructionTasks} makes the tasks of an
 * instruction, from the instruction and the places of its operands alone; a {@link
 * org.resnet4j.vector.execution.ThreadPool} runs them.
 */
@NullMarked
package org.resnet4j.vector.execution;

import org.jspecify.annotations.NullMarked;
