package org.resnet4j.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.setting.ServerLimits;

/**
 * Reads the bodies of requests, plain, gzip or deflate, and counts what all of them hold: a body
 * counts by the bytes that have come, not by those that it claims.
 */
final class BodyReader {
  private static final int CHUNK = 16 << 10;
  private final ServerLimits limits;
  private final AtomicLong held = new AtomicLong();

  BodyReader(ServerLimits limits) {
    this.limits = limits;
  }

  /** What is done with a body while it is held. */
  interface Use<T> {
    T of(byte[] body);
  }

  /**
   * Reads a body to its end, and holds it as long as it is in use.
   *
   * @param length what the request claims; -1: nothing
   * @param encoding of the content, empty for none
   * @throws Refusal if it is too large, or not what the encoding says
   */
  <T> T use(InputStream in, long length, String encoding, Use<T> use) {
    if (length > limits.body()) {
      throw tooLarge();
    }
    var counted = new Counted();
    try {
      return use.of(counted.read(in, length, encoding.toLowerCase(Locale.ROOT)));
    } finally {
      held.addAndGet(-counted.count);
    }
  }

  private Refusal tooLarge() {
    return new Refusal(413, "a body has %,d bytes at most".formatted(limits.body()));
  }

  private final class Counted {
    private long count;

    byte[] read(InputStream in, long length, String encoding) {
      try {
        return all(decoded(new Limited(in), encoding), length);
      } catch (TooLarge e) {
        throw tooLarge();
      } catch (IOException e) {
        throw Refusal.wrong(
            encoding.isEmpty() ? "the body is cut short" : "the body is no sound " + encoding);
      }
    }

    private byte[] all(InputStream in, long length) throws IOException {
      var out = new ByteArrayOutputStream();
      var chunk = new byte[length > 0 ? (int) Math.min(length, CHUNK) : CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        hold(n);
        if (out.size() + n > limits.body()) {
          throw tooLarge();
        }
        out.write(chunk, 0, n);
      }
      return out.toByteArray();
    }

    private void hold(int bytes) {
      count += bytes;
      if (held.addAndGet(bytes) > limits.memory()) {
        throw new Refusal(503, "the server holds as many bodies as it can; try again soon");
      }
    }
  }

  private static InputStream decoded(InputStream in, String encoding) throws IOException {
    return switch (encoding) {
      case "", "identity" -> in;
      case "gzip" -> new GZIPInputStream(in, CHUNK);
      case "deflate" -> new InflaterInputStream(in);
      default ->
          throw new Refusal(415, "a body is plain, gzip or deflate, not '%s'".formatted(encoding));
    };
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** No more than a body's bytes of what comes in, packed. */
  private final class Limited extends InputStream {
    private final InputStream in;
    private long left = limits.body();

    Limited(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      int n = in.read(to, at, length);
      left -= Math.max(0, n);
      if (left < 0) {
        throw new TooLarge();
      }
      return n;
    }
  }
}
