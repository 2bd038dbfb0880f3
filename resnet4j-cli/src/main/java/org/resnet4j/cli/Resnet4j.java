package org.resnet4j.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.resnet4j.engine.Device;
import org.resnet4j.model.Shape;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root command; it knows the others by name and makes only the one that is asked for. */
@Command(
    name = "resnet4j",
    description = "Deep residual learning for Java: the networks of the papers, trained and run.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j train                       # ResNet-20 on MNIST, in minutes",
      "  resnet4j describe resnet50           # layers, shapes, parameters, cost",
      "  resnet4j predict digit.png           # what digit is it?",
      "  resnet4j COMMAND --help              # options and examples of a command"
    })
final class Resnet4j implements Runnable {
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("train", Train::new);
    COMMANDS.put("evaluate", Evaluate::new);
    COMMANDS.put("predict", Predict::new);
    COMMANDS.put("describe", Describe::new);
    COMMANDS.put("models", Models::new);
    COMMANDS.put("recipes", RecipeList::new);
    COMMANDS.put("datasets", DataSets::new);
    COMMANDS.put("experiment", RunExperiment::new);
    COMMANDS.put("analyze", Analyze::new);
    COMMANDS.put("explain", Explain::new);
    COMMANDS.put("init", Init::new);
    COMMANDS.put("forward", Forward::new);
    COMMANDS.put("doctor", Doctor::new);
    COMMANDS.put("completion", Completion::new);
  }

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show the stack trace when something fails.")
  boolean debug;

  /** The command line for these arguments: with one command if they name one, else with all. */
  static CommandLine commandLine(String... arguments) {
    String wanted = Arrays.stream(arguments).filter(COMMANDS::containsKey).findFirst().orElse("");
    boolean one = !wanted.isEmpty() && wanted.equals(firstWord(arguments));
    return build(one ? Map.of(wanted, COMMANDS.get(wanted)) : COMMANDS);
  }

  /** The command line with every command, for completion. */
  static CommandLine whole() {
    return build(COMMANDS);
  }

  private static String firstWord(String... arguments) {
    return Arrays.stream(arguments).filter(word -> !word.startsWith("-")).findFirst().orElse("");
  }

  private static CommandLine build(Map<String, Supplier<Object>> commands) {
    var root = new Resnet4j();
    var line = new CommandLine(root);
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.registerConverter(Shape.class, text -> read(text, Shape::parse));
    line.registerConverter(Duration.class, text -> read(text, Times::parse));
    line.registerConverter(Device.class, text -> read(text, Device::parse));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(32);
    line.setParameterExceptionHandler((e, arguments) -> Errors.usage(e, root.debug));
    line.setExecutionExceptionHandler((e, at, result) -> Errors.failure(e, at, root.debug));
    return line;
  }

  /** What a reader does not like is told in its own words, as wrong usage. */
  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(Errors.sentence(e));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
  }
}
