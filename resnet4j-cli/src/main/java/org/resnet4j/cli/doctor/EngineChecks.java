package org.resnet4j.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.int8.Int8Runtime;

/** The engines that this machine can use, in what numbers and on what devices they compute. */
final class EngineChecks {
  private EngineChecks() {}

  static List<Check> engines() {
    var options = new EngineOptions(new Device.Cpu(), Precision.FP32, 0);
    var checks = new ArrayList<Check>();
    var providers = Engines.providers(options);
    for (var provider : providers) {
      checks.add(engine(provider, options));
    }
    boolean any = checks.stream().anyMatch(Check::good);
    if (!any) {
      checks.add(
          new Check(
              "engines",
              "none works",
              false,
              true,
              "build again without RESNET4J_ENGINES, and start with ./resnet4j"));
    }
    return checks;
  }

  static Check engine(EngineProvider provider, EngineOptions options) {
    var what = provider.name();
    var unavailable = provider.unavailable(options);
    if (unavailable.isPresent()) {
      return Check.bad(what, "cannot be used: " + unavailable.get(), "");
    }
    try (var engine = provider.open(options)) {
      return new Check(what, engine.description(), true, false, "");
    } catch (EngineException e) {
      return Check.bad(what, "does not start: " + Errors.sentence(e), "");
    }
  }

  static Check precision() {
    var wanted = new EngineOptions(new Device.Cpu(), Precision.AUTO, 0);
    for (var provider : Engines.providers(wanted)) {
      if (provider.unavailable(wanted).isEmpty()) {
        try (var engine = provider.open(wanted)) {
          return new Check(
              "precision",
              "auto is %s on engine %s"
                  .formatted(engine.precision().name().toLowerCase(Locale.ROOT), engine.name()),
              true,
              false,
              "");
        }
      }
    }
    return new Check("precision", "no engine to ask", false, false, "");
  }

  /** What computes in 8 bits. */
  static Check int8() {
    var why = Int8Runtime.obstacle().map(sentence -> " (" + sentence + ")").orElse("");
    return new Check("int8", new Int8Runtime().description() + why, true, false, "");
  }

  static Check gpu() {
    var options = new EngineOptions(new Device.Cuda(0), Precision.FP32, 0);
    Optional<String> reason = Optional.of("no engine computes on GPUs");
    for (var provider : Engines.providers(options)) {
      var unavailable = provider.unavailable(options);
      if (unavailable.isEmpty()) {
        return new Check(
            "gpu", "usable: --device cuda, engine " + provider.name(), true, false, "");
      }
      if (provider.name().equals("torch")) {
        reason = unavailable;
      }
    }
    return new Check("gpu", reason.get(), false, false, "");
  }

  static Check threads() {
    var openBlas = System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", "not set");
    boolean good = openBlas.equals("1");
    return new Check(
        "threads",
        String.format(
            Locale.ROOT,
            "%d cores; OPENBLAS_NUM_THREADS %s",
            Runtime.getRuntime().availableProcessors(),
            openBlas),
        good,
        false,
        good ? "" : "start with ./resnet4j, or set OPENBLAS_NUM_THREADS=1");
  }

  static Check allocator() {
    var preload = System.getenv().getOrDefault("LD_PRELOAD", "");
    boolean fast = preload.contains("tcmalloc") || preload.contains("jemalloc");
    return new Check(
        "allocator",
        fast ? preload : "the system's",
        fast,
        false,
        fast
            ? ""
            : "libtorch trains faster with tcmalloc; where it is installed"
                + " (Debian: libtcmalloc-minimal4) ./resnet4j uses it");
  }
}
