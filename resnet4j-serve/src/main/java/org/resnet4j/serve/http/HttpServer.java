package org.resnet4j.serve.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.resnet4j.serve.insight.Insights;
import org.resnet4j.serve.model.ModelRepository;
import org.resnet4j.serve.setting.ServerLimits;

/** Jetty, put together: one port, HTTP/1.1, a virtual thread for whatever may wait. */
public final class HttpServer {
  private static final int HEAD_BYTES = 16 << 10;
  private final Server server;
  private final ServerConnector connector;

  /**
   * Where and how it listens.
   *
   * @param keys that open it; none: everybody may ask
   * @param keyStore PKCS#12 with the certificate for TLS; empty: no TLS
   * @param password of the key store
   */
  public record Door(
      String host, int port, List<String> keys, Optional<Path> keyStore, String password) {}

  /** A server that does not run yet. */
  public HttpServer(
      Door door,
      ServerLimits limits,
      ModelRepository repository,
      Optional<Insights> insights,
      ServerMetrics metrics,
      Optional<Consumer<Map<String, Object>>> log) {
    server = new Server(new ConnectionThreads());
    var http = new HttpConnectionFactory(configuration());
    connector =
        door.keyStore()
            .map(store -> new ServerConnector(server, 1, 1, tls(store, door.password()), http))
            .orElseGet(() -> new ServerConnector(server, 1, 1, http));
    connector.setHost(door.host());
    connector.setPort(door.port());
    connector.setAcceptQueueSize(limits.connections()); // without room it is tried a second later
    connector.setIdleTimeout(
        limits.head().plus(limits.transfer()).plus(limits.deadline()).toMillis());
    metrics.watch(repository::ready);
    var routes = new Routes(repository, insights, metrics, limits, () -> !server.isRunning());
    var service =
        new ServiceHandler(
            routes,
            new ApiKeys(door.keys()),
            metrics,
            log,
            Executors.newVirtualThreadPerTaskExecutor()); // bounded by connections
    var deadlines = new Deadlines(service, limits.head(), limits.transfer());
    connector.addBean(deadlines);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), server));
    server.setErrorHandler(new PlainErrors());
    server.setHandler(new GracefulHandler(deadlines));
    server.setStopTimeout(limits.stop().toMillis());
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setIdleTimeout(-1);
    configuration.setRequestHeaderSize(HEAD_BYTES);
    return configuration;
  }

  private static SslConnectionFactory tls(Path store, String password) {
    var tls = new SslContextFactory.Server();
    tls.setKeyStorePath(store.toAbsolutePath().toString());
    tls.setKeyStorePassword(password);
    tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    return new SslConnectionFactory(tls, "http/1.1");
  }

  /** Listens from now on. */
  public void start() throws Exception {
    server.start();
  }

  /** The port. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no request any more, and lets those that are in work end, within the limit. */
  public void stop() throws Exception {
    server.stop();
  }

  /** Waits until it is stopped. */
  public void join() throws InterruptedException {
    server.join();
  }
}
