package org.resnet4j.serve.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body was read as far as it came with its head. */
final class Arrived extends Request.Wrapper {
  private Content.Chunk first;

  /** Reads without waiting. */
  Arrived(Request request) {
    super(request);
    first = request.read();
    Request.addCompletionListener(request, failure -> drop());
  }

  /** Whether nothing of the body is still to come. */
  boolean whole() {
    return first != null && first.isLast() && !Content.Chunk.isFailure(first);
  }

  @Override
  public Content.Chunk read() {
    var chunk = first;
    if (chunk == null) {
      return super.read();
    }
    first = Content.Chunk.next(chunk);
    return chunk;
  }

  private void drop() {
    if (first != null) {
      first.release();
      first = Content.Chunk.next(first);
    }
  }
}
