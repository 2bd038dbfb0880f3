/**
 * Runs programs. A {@link org.resnet4j.vector.execution.Executable} is a program bound to memory:
 * the arrays that the network keeps ({@link org.resnet4j.vector.execution.Variables}), the arenas
 * that its values lie in, scratch and packed weights ({@link
 * org.resnet4j.vector.execution.Workspace}), and what comes with each run ({@link
 * org.resnet4j.vector.execution.RunInputs}). {@code StepTasks} makes the tasks of a step, from the
 * step and from where things lie alone; a {@link org.resnet4j.vector.execution.ThreadPool} works
 * them off.
 */
@NullMarked
package org.resnet4j.vector.execution;

import org.jspecify.annotations.NullMarked;
