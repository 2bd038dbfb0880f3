package org.resnet4j.serve.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.resnet4j.classify.ClassifierMeters;
import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.Reply;

/** Counts and times as Prometheus reads them; the labels have few values, whatever is asked. */
public final class ServerMetrics {
  private static final double[] SECONDS = {
    .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
  };
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Counter requests =
      Counter.builder()
          .name("resnet4j_requests_total")
          .help("Requests by model and HTTP status.")
          .labelNames("model", "status")
          .register(registry);
  private final Histogram latency = seconds("resnet4j_request_seconds", "From head to answer.");
  private final Histogram waiting = seconds("resnet4j_waiting_seconds", "Before a batch began.");
  private final Histogram compute = seconds("resnet4j_batch_seconds", "The engine's, per batch.");
  private final Histogram sizes =
      Histogram.builder()
          .name("resnet4j_batch_pictures")
          .help("Pictures that were computed together.")
          .classicOnly()
          .classicUpperBounds(1, 2, 4, 8, 16, 32, 64)
          .labelNames("model")
          .register(registry);

  private Histogram seconds(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .labelNames("model")
        .register(registry);
  }

  /** Shows how many pictures are in work or wait. */
  void watch(Supplier<List<ServedModel>> models) {
    GaugeWithCallback.builder()
        .name("resnet4j_pictures_waiting")
        .help("Pictures in work or waiting.")
        .labelNames("model", "version")
        .callback(each -> models.get().forEach(m -> each.call(m.waiting(), m.name(), m.version())))
        .register(registry);
  }

  /** Counts a request; the model is {@code -} where there is none. */
  void request(String model, int status, Duration took) {
    requests.labelValues(model, Integer.toString(status)).inc();
    latency.labelValues(model).observe(took.toNanos() / 1e9);
  }

  /** Whom a model's classifier tells its counts. */
  public ClassifierMeters of(String model) {
    return new ClassifierMeters() {
      @Override
      public void time(String name, Duration duration, String... tags) {
        switch (name) {
          case WAITING -> waiting.labelValues(model).observe(duration.toNanos() / 1e9);
          case BATCHES -> compute.labelValues(model).observe(duration.toNanos() / 1e9);
          default -> {}
        }
      }

      @Override
      public void record(String name, double amount, String... tags) {
        sizes.labelValues(model).observe(amount);
      }
    };
  }

  Reply scrape(String accept) {
    var writer = formats.findWriter(accept);
    var out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply(200, writer.getContentType(), Map.of(), out.toByteArray());
  }
}
