package org.resnet4j.serve.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.resnet4j.serve.protocol.Reply;

/** What Jetty refuses itself is said in the same form as what we refuse, without a stack trace. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    if (status == 503) {
      response.getHeaders().put("Retry-After", "1");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    var body = Reply.error(status, HttpStatus.getMessage(status)).body();
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
