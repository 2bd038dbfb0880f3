package org.resnet4j.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.resnet4j.cli.data.DatasetsCommand;
import org.resnet4j.cli.doctor.DoctorCommand;
import org.resnet4j.cli.export.ExportCommand;
import org.resnet4j.cli.lab.AnalyzeCommand;
import org.resnet4j.cli.lab.ExperimentCommand;
import org.resnet4j.cli.launch.LaunchCommand;
import org.resnet4j.cli.launch.ScaleCommand;
import org.resnet4j.cli.network.DescribeCommand;
import org.resnet4j.cli.network.ForwardCommand;
import org.resnet4j.cli.network.InitCommand;
import org.resnet4j.cli.network.ModelsCommand;
import org.resnet4j.cli.options.Ranges;
import org.resnet4j.cli.predict.EvaluateCommand;
import org.resnet4j.cli.predict.ExplainCommand;
import org.resnet4j.cli.predict.PredictCommand;
import org.resnet4j.cli.serve.ServeCommand;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.cli.terminal.ProgramVersion;
import org.resnet4j.cli.terminal.Speaking;
import org.resnet4j.cli.terminal.Times;
import org.resnet4j.cli.terminal.TranslatedHelp;
import org.resnet4j.cli.train.CompareCommand;
import org.resnet4j.cli.train.RaceCommand;
import org.resnet4j.cli.train.RecipesCommand;
import org.resnet4j.cli.train.TrainCommand;
import org.resnet4j.engine.Device;
import org.resnet4j.model.Shape;
import org.resnet4j.report.language.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root command; it knows the others by name and creates only the one that is called. */
@Command(
    name = "resnet4j",
    description = "Deep residual learning for Java: the networks of the papers, trained and run.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
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
final class Resnet4j implements Runnable, Speaking {
  private static final Set<String> VERSION = Set.of("-V", "--version");
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    // picocli would look for Groovy in every jar
    System.setProperty("picocli.disable.closures", "true");
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("race", RaceCommand::new);
    COMMANDS.put("launch", LaunchCommand::new);
    COMMANDS.put("scale", ScaleCommand::new);
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("predict", PredictCommand::new);
    COMMANDS.put("serve", ServeCommand::new);
    COMMANDS.put("describe", DescribeCommand::new);
    COMMANDS.put("models", ModelsCommand::new);
    COMMANDS.put("recipes", RecipesCommand::new);
    COMMANDS.put("datasets", DatasetsCommand::new);
    COMMANDS.put("experiment", ExperimentCommand::new);
    COMMANDS.put("analyze", AnalyzeCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("init", InitCommand::new);
    COMMANDS.put("forward", ForwardCommand::new);
    COMMANDS.put("export", ExportCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("completion", () -> new CompletionCommand(Resnet4j::whole));
  }

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show the stack trace when something fails.")
  boolean debug;

  @Option(
      names = "--lang",
      paramLabel = "en|ko",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Language of commands, help, pages and errors (default: the locale's).")
  Language language;

  private Resnet4j(Language language) {
    this.language = language;
  }

  @Override
  public Language language() {
    return language;
  }

  /**
   * The command line for these arguments: with one command if they name one, with none if they ask
   * for the version alone, otherwise with all.
   */
  static CommandLine commandLine(String... arguments) {
    String wanted = Arrays.stream(arguments).filter(COMMANDS::containsKey).findFirst().orElse("");
    boolean one = !wanted.isEmpty() && wanted.equals(firstWord(arguments));
    boolean none = arguments.length == 1 && VERSION.contains(arguments[0]);
    return build(
        one ? Map.of(wanted, COMMANDS.get(wanted)) : none ? Map.of() : COMMANDS,
        language(arguments));
  }

  /** The language that an option names, before anything is parsed; otherwise the locale's. */
  private static Language language(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      boolean apart = arguments[i].equals("--lang") && i + 1 < arguments.length;
      var tag = apart ? arguments[i + 1] : arguments[i].replaceFirst("^--lang=", "");
      if ((apart || arguments[i].startsWith("--lang=")) && Language.tags().contains(tag)) {
        return spoken(Language.of(tag));
      }
    }
    return spoken(Language.of(Locale.getDefault(Locale.Category.DISPLAY)));
  }

  /** The language with the phrases of the command line and of the library too. */
  static Language spoken(Language language) {
    return language.and(Resnet4j.class).and(Errors.class);
  }

  /** The command line with every command, for completion. */
  static CommandLine whole() {
    return build(COMMANDS, Language.ENGLISH);
  }

  private static String firstWord(String... arguments) {
    return Arrays.stream(arguments).filter(word -> !word.startsWith("-")).findFirst().orElse("");
  }

  private static CommandLine build(Map<String, Supplier<Object>> commands, Language language) {
    var root = new Resnet4j(language);
    var line = new CommandLine(root);
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.registerConverter(Language.class, text -> read(text, tag -> spoken(Language.of(tag))));
    line.registerConverter(Shape.class, text -> read(text, Shape::parse));
    line.registerConverter(Duration.class, text -> read(text, Times::parse));
    line.registerConverter(Device.class, text -> read(text, Device::parse));
    line.setExecutionStrategy(Resnet4j::checkedRun);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    TranslatedHelp.in(language, line);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(32);
    // the options after the command that is launched are that command's
    Optional.ofNullable(line.getSubcommands().get("launch")).ifPresent(LaunchCommand::prepare);
    line.setParameterExceptionHandler((e, arguments) -> Errors.usage(e, root.debug));
    line.setExecutionExceptionHandler((e, at, result) -> Errors.failure(e, at, root.debug));
    return line;
  }

  private static int checkedRun(ParseResult parsed) {
    Ranges.check(parsed);
    return new CommandLine.RunLast().execute(parsed);
  }

  /** An error in an option's value is wrong usage, reported in the parser's own words. */
  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(Errors.sentence(e));
    }
  }

  /** Without a command: what commands there are. */
  @Override
  public void run() {
    var line = spec.commandLine();
    line.usage(line.getOut());
  }
}
