package org.resnet4j.vector.kernel;

import java.util.List;

/**
 * One direction of one convolution as tasks to be done one after the other, each by the whole pool.
 *
 * @param prepare brings the weights into the kernels' order: again whenever they have changed
 * @param compute the pass itself
 */
public record Pass(List<Task> prepare, List<Task> compute) {}
