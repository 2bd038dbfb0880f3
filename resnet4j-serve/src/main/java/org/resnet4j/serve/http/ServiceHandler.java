package org.resnet4j.serve.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Reply;

/** Answers every request with one reply: lets in, routes, counts, logs. */
final class ServiceHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger("org.resnet4j.serve");
  private final Routes routes;
  private final ApiKeys keys;
  private final ServerMetrics metrics;
  private final Optional<Consumer<Map<String, Object>>> log;
  private final Executor threads;

  /**
   * A handler of all requests.
   *
   * @param threads one per task
   */
  ServiceHandler(
      Routes routes,
      ApiKeys keys,
      ServerMetrics metrics,
      Optional<Consumer<Map<String, Object>>> log,
      Executor threads) {
    super(InvocationType.NON_BLOCKING);
    this.threads = threads;
    this.routes = routes;
    this.keys = keys;
    this.metrics = metrics;
    this.log = log;
  }

  /**
   * Refuses what it can before anybody waits, on the thread of the connections; whatever may wait
   * has a thread of its own. So a refusal is not behind those who are computing.
   */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var talk = new Conversation(Asked.of(request), response, callback);
    try {
      var work = begin(talk);
      threads.execute(() -> end(talk, work));
    } catch (RuntimeException | Error e) {
      answer(talk, failed(talk.asked, e)).ifPresent(threads::execute);
    }
    return true;
  }

  private Supplier<Reply> begin(Conversation talk) {
    var asked = talk.asked.read();
    talk.asked = asked;
    letIn(asked);
    talk.model = routes.model(asked);
    return routes.work(asked);
  }

  private void end(Conversation talk, Supplier<Reply> work) {
    Reply reply;
    try {
      reply = work.get();
    } catch (RuntimeException | Error e) {
      reply = failed(talk.asked, e);
    }
    Optional<Runnable> rest;
    try {
      rest = answer(talk, reply);
    } catch (RuntimeException | Error e) {
      talk.fail(e); // nobody else would end it
      throw e;
    }
    rest.ifPresent(Runnable::run);
  }

  /** Counts and sends an answer; what remains to be done, the log, may wait. */
  private Optional<Runnable> answer(Conversation talk, Reply reply) {
    var took = talk.took();
    metrics.request(talk.model, reply.status(), took);
    var line = log.map(lines -> line(talk.asked, talk.model, reply, took));
    talk.answer(reply);
    return line.map(fields -> () -> log.orElseThrow().accept(fields));
  }

  private static Reply failed(Asked asked, Throwable e) {
    if (e instanceof Refusal refusal) {
      return refused(refusal);
    }
    LOG.log(System.Logger.Level.ERROR, "request " + asked.id() + " failed", e);
    return Reply.error(500, "the server failed; its log tells why under request " + asked.id());
  }

  private void letIn(Asked asked) {
    if (!Routes.open(asked)
        && !keys.admit(asked.header("Authorization"), asked.header("X-API-Key"))) {
      throw new Refusal(401, "a key is needed: Authorization: Bearer KEY");
    }
    if (asked.header("Origin").filter(origin -> foreign(origin, asked)).isPresent()) {
      throw new Refusal(403, "pages of other servers are not let in");
    }
    if (Routes.changes(asked) && keys.none() && !loopback(asked)) {
      throw new Refusal(403, "models are loaded and unloaded with a key, or from this machine");
    }
  }

  private static boolean foreign(String origin, Asked asked) {
    return !origin.replaceFirst("^https?://", "").equals(asked.header("Host").orElse(""));
  }

  private static boolean loopback(Asked asked) {
    return asked.request().getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress().isLoopbackAddress();
  }

  private static Reply refused(Refusal e) {
    var reply = Reply.error(e.status(), e.getMessage());
    return switch (e.status()) {
      case 401 -> reply.with("WWW-Authenticate", "Bearer");
      case 429, 503 -> reply.with("Retry-After", "1");
      case 413 -> reply.with("Connection", "close");
      default -> reply;
    };
  }

  private static Map<String, Object> line(Asked asked, String model, Reply reply, Duration took) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("time", Instant.now().toString());
    fields.put("request", asked.id());
    asked.header("traceparent").ifPresent(trace -> fields.put("traceparent", trace));
    fields.put("remote", Request.getRemoteAddr(asked.request()));
    fields.put("method", asked.method());
    fields.put("path", asked.request().getHttpURI().getPath());
    fields.put("model", model);
    fields.put("status", reply.status());
    fields.put("bytes", reply.body().length);
    fields.put("milliseconds", took.toNanos() / 10_000 / 100.0);
    return fields;
  }
}
