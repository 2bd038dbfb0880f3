package org.resnet4j.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.cli.terminal.ProgramVersion;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.internal.fetch.CachePaths;
import org.resnet4j.provenance.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what of this machine the library can use, what is wrong, and how to mend it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what this machine offers, what is wrong with it, and how to mend it.",
    footerHeading = "%nExamples:%n",
    footer = {"  resnet4j doctor", "  resnet4j doctor --json | jq '.checks[] | select(.good|not)'"})
public final class DoctorCommand implements Callable<Integer> {
  private static final int NEWEST_LTS = 25;
  private static final long ROOM = 500_000_000; // CIFAR-10 while it is unpacked

  @Mixin Answer answer;

  /**
   * One thing that was looked at.
   *
   * @param needed whether nothing goes without it
   * @param advice how to mend or better it; empty if there is nothing to do
   */
  record Check(String what, String found, boolean good, boolean needed, String advice) {}

  @Override
  public Integer call() {
    var checks = new ArrayList<Check>();
    checks.add(java());
    checks.add(heap());
    checks.add(machine());
    checks.addAll(engines());
    checks.add(precision());
    checks.add(gpu());
    if (checks.stream().anyMatch(check -> check.what().equals("torch"))) {
      checks.add(threads());
      checks.add(allocator());
    }
    checks.add(cache(CachePaths.standard()));
    boolean healthy = checks.stream().allMatch(check -> check.good() || !check.needed());
    answer.give(
        fields(checks, healthy),
        out ->
            checks.forEach(
                check -> {
                  out.printf(
                      "%-3s %-11s %s%n",
                      check.good() ? "ok" : check.needed() ? "NO" : "-",
                      check.what(),
                      check.found());
                  if (!check.advice().isEmpty()) {
                    out.printf("    %-11s %s%n", "", check.advice());
                  }
                }));
    return healthy ? 0 : 1;
  }

  private static Map<String, Object> fields(List<Check> checks, boolean healthy) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("healthy", healthy);
    fields.put("version", ProgramVersion.number());
    fields.put("checks", checks);
    return fields;
  }

  private static Check java() {
    int feature = Runtime.version().feature();
    return new Check(
        "java",
        "%s %s in %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("java.home")),
        true,
        true,
        feature < NEWEST_LTS ? "JDK 25 is faster; set JAVA_HOME to one" : "");
  }

  private static Check heap() {
    return new Check(
        "heap",
        "%.1f GiB at most".formatted(Runtime.getRuntime().maxMemory() / (double) (1 << 30)),
        true,
        false,
        "");
  }

  private static Check machine() {
    var machine = Machine.here();
    return new Check(
        "processor",
        "%s, %d cores, %s".formatted(machine.processor(), machine.cores(), machine.system()),
        true,
        true,
        "");
  }

  private static List<Check> engines() {
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
              "none that works",
              false,
              true,
              "build again without RESNET4J_ENGINES, and start with ./resnet4j"));
    }
    return checks;
  }

  private static Check engine(EngineProvider provider, EngineOptions options) {
    var what = provider.name();
    var unavailable = provider.unavailable(options);
    if (unavailable.isPresent()) {
      return new Check(what, "cannot be used: " + unavailable.get(), false, false, "");
    }
    try (var engine = provider.open(options)) {
      return new Check(what, engine.description(), true, false, "");
    } catch (EngineException e) {
      return new Check(what, "does not start: " + Errors.sentence(e), false, false, "");
    }
  }

  private static Check precision() {
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

  private static Check gpu() {
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

  /** Whether what is fetched can be kept: the folder, or the nearest above it that is there. */
  static Check cache(Path folder) {
    var mend = "let RESNET4J_CACHE name a folder that you may write to";
    try {
      var there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there)) {
        return new Check("cache", there + " is a file, not a folder", false, false, mend);
      }
      if (!Files.isWritable(there)) {
        return new Check("cache", there + " cannot be written to", false, false, mend);
      }
      long free = Files.getFileStore(there).getUsableSpace();
      var found = String.format(Locale.ROOT, "%s, %.1f GB free", folder, free / 1e9);
      return free < ROOM
          ? new Check(
              "cache", found, false, false, "too little for CIFAR-10: make room, or " + mend)
          : new Check("cache", found, true, false, "");
    } catch (IOException e) {
      return new Check("cache", Errors.sentence(e), false, false, mend);
    }
  }

  private static Check threads() {
    var openBlas = System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", "not set");
    boolean good = openBlas.equals("1");
    return new Check(
        "threads",
        "%d cores; OPENBLAS_NUM_THREADS %s"
            .formatted(Runtime.getRuntime().availableProcessors(), openBlas),
        good,
        false,
        good ? "" : "start with ./resnet4j, or set OPENBLAS_NUM_THREADS=1");
  }

  private static Check allocator() {
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
