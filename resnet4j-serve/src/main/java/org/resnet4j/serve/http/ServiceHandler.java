package org.resnet4j.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Reply;

/** Answers every request with one reply: lets in, routes, counts, logs. */
final class ServiceHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger("org.resnet4j.serve");
  private static final int WORTH_PACKING = 1024;
  private final Routes routes;
  private final ApiKeys keys;
  private final ServerMetrics metrics;
  private final Consumer<Map<String, Object>> log;

  ServiceHandler(
      Routes routes, ApiKeys keys, ServerMetrics metrics, Consumer<Map<String, Object>> log) {
    this.routes = routes;
    this.keys = keys;
    this.metrics = metrics;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    var asked = Asked.of(request);
    var model = "-";
    Reply reply;
    try {
      asked = asked.read();
      letIn(asked);
      model = routes.model(asked);
      reply = routes.answer(asked);
    } catch (Refusal e) {
      reply = refused(e);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "request " + asked.id() + " failed", e);
      reply = Reply.error(500, "the server failed; its log tells why under request " + asked.id());
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    metrics.request(model, reply.status(), took);
    write(asked, reply, response, callback);
    log.accept(line(asked, model, reply, took));
    return true;
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

  private static void write(Asked asked, Reply reply, Response response, Callback callback) {
    var headers = response.getHeaders();
    response.setStatus(reply.status());
    headers.put(HttpHeader.CONTENT_TYPE, reply.type());
    headers.put("X-Request-Id", asked.id());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    asked.header("traceparent").ifPresent(trace -> headers.put("traceparent", trace));
    reply.headers().forEach(headers::put);
    var body = reply.body();
    var packing = body.length < WORTH_PACKING ? Optional.<String>empty() : packing(asked);
    if (packing.isPresent()) {
      headers.put(HttpHeader.CONTENT_ENCODING, packing.get());
      headers.put(HttpHeader.VARY, "Accept-Encoding");
      body = packed(body, packing.get());
    }
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = asked.method().equals("HEAD");
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : body), callback);
  }

  private static Optional<String> packing(Asked asked) {
    var accepted = List.of(asked.header("Accept-Encoding").orElse("").replace(" ", "").split(","));
    return List.of("gzip", "deflate").stream().filter(accepted::contains).findFirst();
  }

  private static byte[] packed(byte[] body, String packing) {
    var out = new ByteArrayOutputStream();
    try (var packer =
        packing.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
      packer.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
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
