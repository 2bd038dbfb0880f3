package org.resnet4j.serve.http;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.resnet4j.serve.protocol.Refusal;

/**
 * What a request asks for, apart from its body.
 *
 * @param id the sender's own, if it is a decent one, or a new one
 * @param path its parts, decoded
 */
record Asked(Arrived request, String id, List<String> path, Fields query) {
  private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int MOST_PARTS = 12;

  static Asked of(Request request) {
    var id =
        Optional.ofNullable(request.getHeaders().get("X-Request-Id"))
            .filter(text -> DECENT.matcher(text).matches())
            .orElseGet(Asked::newId);
    return new Asked(new Arrived(request), id, List.of(), new Fields());
  }

  /** To tell requests apart in logs, not to be a secret: without the secure source's lock. */
  private static String newId() {
    var random = ThreadLocalRandom.current();
    long version4 = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
    long variant2 = random.nextLong() >>> 2 | 1L << 63;
    return new UUID(version4, variant2).toString();
  }

  /** The same with its address read, which may be wrong. */
  Asked read() {
    try {
      var whole = Request.getPathInContext(request);
      var parts = List.of(whole.substring(whole.startsWith("/") ? 1 : 0).split("/", MOST_PARTS));
      return new Asked(
          request,
          id,
          parts.stream()
              .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
              .toList(),
          Request.extractQueryParameters(request));
    } catch (RuntimeException e) {
      throw Refusal.wrong("the address of the request cannot be read");
    }
  }

  /** Whether its body is all there. */
  boolean whole() {
    return request.whole();
  }

  String method() {
    return request.getMethod();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.getValue(name)).filter(text -> !text.isEmpty());
  }

  /** A number of the query. */
  int number(String name, int otherwise, int most) {
    try {
      int number = query(name).map(Integer::parseInt).orElse(otherwise);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // as one that is out of range
    }
    throw Refusal.wrong("'%s' is a number from 1 to %d".formatted(name, most));
  }

  boolean flag(String name) {
    return switch (query(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.wrong("'%s' is true or false".formatted(name));
    };
  }

  /** A misspelt wish is refused, not left out. */
  void onlyQueries(List<String> known) {
    for (var name : query.getNames()) {
      if (!known.contains(name)) {
        throw Refusal.wrong(
            "there is no parameter '%s'; there are %s".formatted(name, String.join(", ", known)));
      }
    }
  }

  <T> T body(BodyReader reader, BodyReader.Use<T> use) {
    InputStream in = Content.Source.asInputStream(request);
    var encoding = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
    return reader.use(in, request.getLength(), encoding.orElse(""), use);
  }
}
