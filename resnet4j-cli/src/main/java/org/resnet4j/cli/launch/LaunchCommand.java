package org.resnet4j.cli.launch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Speaking;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Starts several processes that train one network together. */
@Command(
    name = "launch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train one network with several processes, each with its share of every batch.",
      "Batch size and learning rate are those of all together. Linux only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j launch --processes 2 train --data cifar10",
      "  resnet4j launch --processes 4 --max-restarts 3 train --data pets/",
      "  resnet4j launch --processes 8 --nodes 2 --node-rank 0 \\",
      "      --rendezvous node0:29400 train --data cifar10   # node1: --node-rank 1"
    })
public final class LaunchCommand implements Callable<Integer> {
  @Option(
      names = "--processes",
      paramLabel = "N",
      required = true,
      description = "Number of processes on this machine.")
  @Range(from = 1, to = 1024)
  int processes;

  @Option(
      names = "--max-restarts",
      paramLabel = "K",
      description =
          "How often to start all processes again where one fails; they go on from the last"
              + " checkpoint (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 1_000_000)
  int maxRestarts;

  @Option(
      names = "--nodes",
      paramLabel = "N|MIN:MAX",
      description =
          "Number of machines, each with this command and its own --node-rank; MIN:MAX: a restart"
              + " goes on with those that are left (default: 1).")
  NodeRange nodes = new NodeRange(1, 1);

  @Option(
      names = "--node-rank",
      paramLabel = "R",
      description = "This machine's number, from 0 (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 1023)
  int nodeRank;

  @Option(
      names = "--rendezvous",
      paramLabel = "HOST:PORT",
      description = "Where the machines meet: machine 0 as the others reach it, and a free port.")
  @Nullable HostPort rendezvous;

  @Parameters(
      arity = "1..*",
      paramLabel = "train OPTION",
      description = "The command, with its options.")
  List<String> words = List.of();

  @Spec CommandSpec command;

  /** Readers of its own words; the options after the launched command are that command's. */
  public static void prepare(CommandLine line) {
    line.setStopAtPositional(true);
    line.registerConverter(NodeRange.class, text -> read(text, NodeRange::parse));
    line.registerConverter(HostPort.class, text -> read(text, HostPort::parse));
  }

  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(Errors.sentence(e));
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!words.getFirst().equals("train")) {
      throw new ParameterException(
          command.commandLine(),
          "what several processes do together is train, not '%s'".formatted(words.getFirst()));
    }
    var job = JobFolder.create();
    try (var interruption = new Interruption();
        var meeting = meeting()) {
      for (int attempt = 0; ; attempt++) {
        var start = meeting.start();
        var own =
            Attempt.start(
                    processes,
                    start.firstRank(),
                    words,
                    environment(start, attempt),
                    job.of(attempt))
                .outcome(interruption::asked, meeting::failedElsewhere);
        boolean left = attempt < maxRestarts && !interruption.asked();
        var outcome = meeting.settled(own, left);
        if (!outcome.mayTryAgain() || !left) {
          return outcome.code();
        }
        note(
            "%s; all processes start again: restart %d of at most %d"
                .formatted(outcome.how(), attempt + 1, maxRestarts));
      }
    } finally {
      job.delete();
    }
  }

  private Meeting meeting() throws InterruptedException {
    if (nodes.most() == 1) {
      return Meeting.alone(processes);
    }
    var place = rendezvous;
    if (place == null) {
      throw new ParameterException(
          command.commandLine(), "several machines need --rendezvous HOST:PORT, where they meet");
    }
    if (nodeRank >= nodes.most()) {
      throw new ParameterException(
          command.commandLine(),
          "the --node-rank of %d machines is from 0 to %d, got %d"
              .formatted(nodes.most(), nodes.most() - 1, nodeRank));
    }
    return nodeRank == 0
        ? FirstNode.at(processes, nodes, place)
        : OtherNode.of(nodeRank, processes, place);
  }

  private Map<String, String> environment(Meeting.Start start, int attempt) {
    var all = new TreeMap<String, String>();
    all.put("WORLD_SIZE", Integer.toString(start.processes()));
    all.put("LOCAL_WORLD_SIZE", Integer.toString(processes));
    all.put("MASTER_ADDR", start.host());
    all.put("MASTER_PORT", Integer.toString(start.port()));
    all.put("TORCHELASTIC_USE_AGENT_STORE", "False");
    all.put("TORCHELASTIC_RESTART_COUNT", Integer.toString(attempt));
    all.put("TORCHELASTIC_MAX_RESTARTS", Integer.toString(maxRestarts));
    return all;
  }

  private void note(String sentence) {
    var err = command.commandLine().getErr();
    err.println("resnet4j: " + Speaking.of(command).say(sentence));
    err.flush();
  }
}
