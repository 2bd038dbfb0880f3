package org.resnet4j.cli.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Chrome's DevTools protocol with one page. */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;
  private String session = "";

  DevTools(HttpClient client, URI browser) {
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(browser, this)
            .orTimeout(30, TimeUnit.SECONDS)
            .join();
  }

  /** Opens a page; what is called from now on is about it. */
  void openPage() {
    var blank = call("Target.createTarget", Map.of("url", "about:blank"));
    var target = blank.path("targetId").asText();
    var attached = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true));
    session = attached.path("sessionId").asText();
  }

  /** Calls a method and waits for its result. */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    var message = new HashMap<String, Object>();
    message.putAll(Map.of("id", id, "method", method, "params", parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    try {
      socket.sendText(JSON.writeValueAsString(message), true).join();
      return answer.orTimeout(60, TimeUnit.SECONDS).join();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page complained of so far. */
  List<String> faults() {
    return faults;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      take(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void take(String text) {
    try {
      var message = JSON.readTree(text);
      if (message.has("id")) {
        var answer = asked.remove(message.get("id").asInt());
        if (message.has("error")) {
          answer.completeExceptionally(new AssertionError(message.get("error").toString()));
        } else {
          answer.complete(message.path("result"));
        }
      } else {
        noteFault(message);
      }
    } catch (JsonProcessingException e) {
      faults.add("not JSON: " + text);
    }
  }

  private void noteFault(JsonNode message) {
    var what = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> faults.add(what.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(what.path("type").asText())) {
          faults.add(what.path("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (what.path("entry").path("level").asText().equals("error")) {
          faults.add(what.path("entry").toString());
        }
      }
      default -> {}
    }
  }

  void close() {
    socket.abort();
  }
}
