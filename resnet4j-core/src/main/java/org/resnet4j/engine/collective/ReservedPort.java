package org.resnet4j.engine.collective;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A free port that stays free for processes that are yet to start: while it is held, the system
 * gives it to nobody who asks for any port, and whoever asks for this very one may listen there. To
 * look for a free port and to let go of it again is not enough: another program may be given it
 * before the process has started that is to listen. As Linux has it: a socket that is bound, with
 * {@code SO_REUSEADDR}, and does not listen. Safe for several threads.
 */
public final class ReservedPort implements AutoCloseable {
  private final Socket holder;

  private ReservedPort(Socket holder) {
    this.holder = holder;
  }

  /**
   * {@return a port of this machine, reserved until it is closed}
   *
   * @throws UncheckedIOException if there is none
   */
  public static ReservedPort take() {
    var holder = new Socket();
    try {
      holder.setReuseAddress(true);
      holder.bind(new InetSocketAddress(0));
      return new ReservedPort(holder);
    } catch (IOException e) {
      throw new UncheckedIOException("this machine has no free port: " + e.getMessage(), e);
    }
  }

  /** {@return its number} */
  public int number() {
    return holder.getLocalPort();
  }

  /** Lets go of it, also while another listens there; again: nothing. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      return; // nothing was connected to it
    }
  }
}
