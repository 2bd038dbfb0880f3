package org.resnet4j.serve.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that have the connections. Jetty hands a connection to one of them once its answer is
 * written, to look for the next request. It seldom is there yet: the virtual thread that has
 * answered looks itself, and wakes none of them.
 */
final class ConnectionThreads extends QueuedThreadPool {
  private static final int MOST = 16;
  private static final int LEAST = 2;

  ConnectionThreads() {
    super(MOST, LEAST);
    setName("resnet4j-http");
  }

  @Override
  public void execute(Runnable task) {
    if (task instanceof Connection && Thread.currentThread().isVirtual()) {
      task.run();
    } else {
      super.execute(task);
    }
  }
}
