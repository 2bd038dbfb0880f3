package org.resnet4j.serve.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections whose other side is slow, however steadily it drips: a head must come within its
 * time of the connection's opening or of the last answer, a body within its time of its head, and
 * an answer must be taken within the same.
 */
final class Deadlines extends Handler.Wrapper implements Connection.Listener {
  private final ConcurrentHashMap<EndPoint, Scheduler.Task> timers = new ConcurrentHashMap<>();
  private final Duration head;
  private final Duration transfer;

  Deadlines(Handler next, Duration head, Duration transfer) {
    super(next);
    this.head = head;
    this.transfer = transfer;
  }

  private void arm(EndPoint end, Duration time) {
    var timer =
        getServer().getScheduler().schedule(end::close, time.toMillis(), TimeUnit.MILLISECONDS);
    var old = timers.put(end, timer);
    if (old != null) {
      old.cancel();
    }
  }

  private void disarm(EndPoint end) {
    var old = timers.remove(end);
    if (old != null) {
      old.cancel();
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
