package org.resnet4j.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.resnet4j.serve.protocol.Reply;

/** A request and how it is answered. For one thread after another. */
final class Conversation {
  private static final int WORTH_PACKING = 1024;
  private final Response response;
  private final Callback callback;
  private final long began = System.nanoTime();

  /** What is asked, as far as it has been read. */
  Asked asked;

  /** The model that it is about, for counts. */
  String model = "-";

  Conversation(Asked asked, Response response, Callback callback) {
    this.asked = asked;
    this.response = response;
    this.callback = callback;
  }

  /** How long it has taken since its head. */
  Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Ends it without an answer, and the connection with it. */
  void fail(Throwable why) {
    callback.failed(why);
  }

  /** Sends the answer, and does not wait for the other side. */
  void answer(Reply reply) {
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
}
