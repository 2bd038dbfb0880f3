package org.resnet4j.serve.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.resnet4j.serve.protocol.Reply;

/** The page, its stream of events, and what it asks for. */
final class WatchHandler extends Handler.Abstract {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final long SIGN_OF_LIFE_MILLIS = 5_000;
  private final EventFeed feed;
  private final Control control;

  WatchHandler(EventFeed feed, Control control) {
    this.feed = feed;
    this.control = control;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    var path = Request.getPathInContext(request).substring(1);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (!local(request)) {
      answer(response, callback, Reply.error(403, "this page is for its own machine"));
    } else if (path.equals("events")) {
      stream(response, callback);
    } else if (path.startsWith("control/") && request.getMethod().equals("POST")) {
      control(path.substring(8), response, callback);
    } else {
      file(path.isEmpty() ? "watch.html" : path, response, callback);
    }
    return true;
  }

  /** Neither a page of another server, nor one that found a name of its own for this machine. */
  private static boolean local(Request request) {
    var host = String.valueOf(request.getHeaders().get(HttpHeader.HOST));
    var origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return NAMES.contains(host.replaceFirst(":[0-9]+$", ""))
        && (origin == null || origin.equals("http://" + host));
  }

  private void control(String word, Response response, Callback callback) {
    if (control.obey(word)) {
      feed.publish(false, new String(Reply.bytes(control.state()), StandardCharsets.UTF_8));
      answer(response, callback, Reply.json(control.state()));
    } else {
      answer(response, callback, Reply.error(404, "control is pause, resume or stop"));
    }
  }

  private static void file(String name, Response response, Callback callback) {
    var type = WatchFiles.type(name);
    if (type.isEmpty()) {
      answer(response, callback, Reply.error(404, "there is nothing at this address"));
      return;
    }
    response.getHeaders().put("Content-Security-Policy", POLICY);
    answer(response, callback, new Reply(200, type.get(), Map.of(), WatchFiles.bytes(name)));
  }

  private static void answer(Response response, Callback callback, Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** Server-sent events, until there are no more or the page has gone. */
  private void stream(Response response, Callback callback)
      throws IOException, InterruptedException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    var subscription = feed.subscribe();
    try {
      send(response, "retry: 1000\ndata: {\"event\":\"hello\"}\n\n");
      while (!subscription.over()) {
        var message = subscription.next(SIGN_OF_LIFE_MILLIS);
        send(response, message.map(json -> "data: " + json + "\n\n").orElse(": \n\n"));
      }
      Content.Sink.write(response, true, ByteBuffer.allocate(0));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    } finally {
      feed.leave(subscription);
    }
  }

  private static void send(Response response, String text) throws IOException {
    Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
