package org.resnet4j.serve.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends connections whose other side is slow, however steadily it drips: a head must come within its
 * time of the connection's opening or of the last answer, a body within its time of its head, and
 * an answer must be taken within the same.
 */
final class Deadlines extends Handler.Wrapper implements Connection.Listener {
  private static final long SWEEP_MILLIS = 100;

  /**
   * When a connection's time is over, by {@link System#nanoTime}; one that is not here has time.
   */
  private final ConcurrentHashMap<EndPoint, Long> ends = new ConcurrentHashMap<>();

  private final AtomicBoolean sweeping = new AtomicBoolean();
  private final Duration head;
  private final Duration transfer;

  Deadlines(Handler next, Duration head, Duration transfer) {
    super(next);
    this.head = head;
    this.transfer = transfer;
  }

  private void arm(EndPoint end, Duration time) {
    ends.put(end, System.nanoTime() + time.toNanos());
    sweepLater();
  }

  private void disarm(EndPoint end) {
    ends.remove(end);
  }

  private void sweepLater() {
    if (sweeping.compareAndSet(false, true)) {
      getServer().getScheduler().schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Once for all, so that a request costs no timer. */
  private void sweep() {
    try {
      long now = System.nanoTime();
      ends.forEach(
          (end, at) -> {
            if (at - now <= 0 && ends.remove(end, at)) {
              end.close();
            }
          });
    } finally {
      sweeping.set(false);
      if (!ends.isEmpty()) {
        sweepLater();
      }
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) { // the one inside it is watched
      arm(connection.getEndPoint(), head);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    disarm(connection.getEndPoint());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var end = request.getConnectionMetaData().getConnection().getEndPoint();
    arm(end, transfer);
    var watched =
        new Request.Wrapper(request) {
          @Override
          public Content.Chunk read() {
            var chunk = super.read();
            if (chunk != null && chunk.isLast()) {
              disarm(end);
            }
            return chunk;
          }
        };
    if (request.getLength() == 0) {
      disarm(end);
    }
    Request.addCompletionListener(
        request,
        failure -> {
          if (end.isOpen()) {
            arm(end, head);
          }
        });
    return super.handle(watched, response, callback);
  }
}
