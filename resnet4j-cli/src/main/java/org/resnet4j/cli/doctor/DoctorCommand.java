package org.resnet4j.cli.doctor;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.ProgramVersion;
import org.resnet4j.fetch.CachePaths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports what the library can use on this machine, what is wrong, and how to fix it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check this machine: what is usable, what is wrong, how to fix it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j doctor",
      "  resnet4j doctor --json | jq '.checks[] | select(.good|not)'",
      "  resnet4j doctor --jvm-flags"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--jvm-flags",
      description =
          "Print only the JVM flags that the engines need, on one line, for programs that"
              + " embed them.")
  boolean jvmFlags;

  @Mixin Answer answer;

  @Override
  public Integer call() {
    if (jvmFlags) {
      return answer.give(Map.of("jvmFlags", JvmFlags.all()), out -> out.println(JvmFlags.line()));
    }
    var checks = checks();
    boolean healthy = checks.stream().allMatch(check -> check.good() || !check.needed());
    answer.give(fields(checks, healthy), out -> checks.forEach(check -> print(check, out)));
    return healthy ? 0 : 1;
  }

  private static List<Check> checks() {
    var checks = new ArrayList<Check>();
    checks.add(JvmChecks.java(Runtime.version()));
    checks.add(JvmChecks.heap());
    checks.add(JvmChecks.flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    checks.add(MachineChecks.processor());
    checks.addAll(EngineChecks.engines());
    checks.add(EngineChecks.precision());
    checks.add(EngineChecks.int8());
    checks.add(EngineChecks.gpu());
    if (checks.stream().anyMatch(check -> check.what().equals("torch"))) {
      checks.add(EngineChecks.threads());
      checks.add(EngineChecks.allocator());
    }
    checks.add(MachineChecks.pictures());
    checks.add(MachineChecks.cache(CachePaths.standard()));
    return checks;
  }

  /** The names of checks are those of {@code --json} in every language. */
  private void print(Check check, PrintWriter out) {
    var mark = check.good() ? "ok" : check.needed() ? "NO" : "-";
    var start = "%-3s %-11s ".formatted(mark, check.what());
    Lines.wrap(start, answer.say(check.found()), start.length()).forEach(out::println);
    if (!check.advice().isEmpty()) {
      Lines.wrap(" ".repeat(start.length()), answer.say(check.advice()), start.length())
          .forEach(out::println);
    }
  }

  private static Map<String, Object> fields(List<Check> checks, boolean healthy) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("healthy", healthy);
    fields.put("version", ProgramVersion.number());
    fields.put("checks", checks);
    return fields;
  }
}
