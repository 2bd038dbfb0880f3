package org.resnet4j.serve.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.resnet4j.data.Image;
import org.resnet4j.serve.http.Png;
import org.resnet4j.serve.protocol.Reply;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.json.EventJson;

/**
 * Trainings on a page of this machine, while they run: {@code http://localhost:PORT/}. Give a
 * training {@link #receiver} as a receiver of its events and {@link #stop} as its way to be
 * stopped; whoever looks at the page can then pause it, let it go on, and stop it with a
 * checkpoint. It listens on loopback only. For any number of threads.
 */
public final class TrainingWatch implements AutoCloseable {
  private static final long LAST_MESSAGES_MILLIS = 3_000;
  private final EventFeed feed = new EventFeed();
  private final Control control = new Control();
  private final long began = System.nanoTime();
  private final Consumer<String> log;
  private final Server server;
  private final ServerConnector connector;

  private TrainingWatch(int port, Consumer<String> log) {
    this.log = log;
    var pool = new QueuedThreadPool(8, 2);
    pool.setName("resnet4j-watch");
    pool.setDaemon(true);
    pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(pool);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new WatchHandler(feed, control));
    server.setStopTimeout(0);
  }

  /**
   * A page without a training yet.
   *
   * @param port to listen at; 0: any free one
   * @return the page, to be closed by the caller
   * @throws IOException if it cannot listen there
   */
  public static TrainingWatch at(int port) throws IOException {
    return at(port, line -> {});
  }

  /**
   * A page without a training yet, and a log from which it can be shown again.
   *
   * @param port to listen at; 0: any free one
   * @param log is given every message, a line each
   * @return the page, to be closed by the caller
   * @throws IOException if it cannot listen there
   */
  public static TrainingWatch at(int port, Consumer<String> log) throws IOException {
    var watch = new TrainingWatch(port, log);
    try {
      watch.server.start();
    } catch (Exception e) {
      watch.close();
      throw new IOException("cannot listen at localhost:%d: %s".formatted(port, e.getMessage()), e);
    }
    return watch;
  }

  /** {@return the port at which it listens} */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * A receiver of a training's events.
   *
   * @param run the training's name on the page
   * @return to be given to the training
   */
  public Consumer<TrainingEvent> receiver(String run) {
    return event -> publish(run, fields(event));
  }

  /** The page names the recipe's network and data, and shows no more of it. */
  private static Map<String, Object> fields(TrainingEvent event) {
    var fields = new LinkedHashMap<>(EventJson.of(event));
    if (event instanceof TrainingEvent.Started started) {
      fields.remove("recipe");
      fields.put("model", started.recipe().model().name());
      fields.put("data", started.recipe().data().set());
    }
    return fields;
  }

  /**
   * Shows a message.
   *
   * @param run the training that it is about
   * @param fields with {@code event} naming its kind, as {@link EventJson} has them
   */
  public void publish(String run, Map<String, ?> fields) {
    var message = new LinkedHashMap<String, Object>();
    message.put("at", Math.round((System.nanoTime() - began) / 1e6) / 1e3);
    message.put("run", run);
    message.putAll(fields);
    var kind = fields.get("event");
    var json = new String(Reply.bytes(message), StandardCharsets.UTF_8);
    log.accept(json);
    feed.publish("step".equals(kind) || "probed".equals(kind), json);
  }

  /**
   * Shows the pictures that the network is asked about.
   *
   * @param run the training that asks
   * @param pictures in the order of its answers
   * @param classes the names of the classes, in order
   */
  public void samples(String run, List<Image> pictures, List<String> classes) {
    var uris =
        pictures.stream()
            .map(Png::of)
            .map(png -> "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
            .toList();
    publish(run, Map.of("event", "samples", "pictures", uris, "classes", classes));
  }

  /**
   * Shows what was logged before, at its own pace.
   *
   * @param lines of a log, in their order
   * @throws IllegalArgumentException if a line is none of a log
   */
  public void replay(List<String> lines) {
    lines.forEach(LoggedLine::check);
    feed.publish(false, "{\"event\":\"replay\"}");
    lines.forEach(line -> feed.publish(false, line));
    feed.publish(false, "{\"event\":\"replayed\"}");
  }

  /**
   * Whether the training is to stop; waits while it is paused.
   *
   * @param otherwise another wish to stop, which ends a pause too
   * @return whether to stop
   */
  public boolean stop(BooleanSupplier otherwise) {
    return control.stop(otherwise);
  }

  /** Lets the pages that look have the last messages, and ends. */
  @Override
  public void close() {
    feed.publish(false, "{\"event\":\"end\"}");
    feed.close();
    try {
      long end = System.nanoTime() + LAST_MESSAGES_MILLIS * 1_000_000;
      while (feed.watched() && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      server.stop();
    } catch (Exception e) {
      System.getLogger("org.resnet4j.serve")
          .log(System.Logger.Level.WARNING, "the page did not end: " + e.getMessage());
    }
  }
}
