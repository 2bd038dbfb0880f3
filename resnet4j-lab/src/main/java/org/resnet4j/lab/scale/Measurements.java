package org.resnet4j.lab.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was measured, and what follows from it for a model of one step. {@link #here} are those of a
 * machine of two cores that this project was built on; docs/scale.md says how they were taken.
 *
 * @param rows all
 */
public record Measurements(List<Row> rows) {

  /**
   * One measurement, a median.
   *
   * @param what {@code sum} over all processes, and nothing else; an update with gradients that
   *     travel {@code during} the backward pass, {@code after} it, or {@code not_at_all}; {@code
   *     one_process} with all images and threads; {@code relative50}, a quantile of the time of
   *     such a step without exchange, beside its median
   * @param network as in {@link Workload}; empty for a sum
   * @param processes of one thread
   * @param size images of each process; bytes of a sum
   * @param link between the processes
   * @param seconds the time
   */
  public record Row(
      String what, String network, int processes, int size, String link, double seconds) {
    private static Row of(String line) {
      var cells = line.split(",", -1);
      return new Row(
          cells[0],
          cells[1],
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          cells[4],
          Double.parseDouble(cells[5]));
    }
  }

  /** The processor is the limit, not a wire. */
  public static final String LOOPBACK = "loopback";

  private static final String FASTEST = "10gbit";

  /** Its step is the update, and how many weights it has. */
  private static final String MANY_WEIGHTS = "resnet18@32";

  private static final double WEIGHTS = 11_689_512;

  /** Its step is its images, and the multiply-adds of one. */
  private static final String MUCH_WORK = "resnet20@32";

  private static final double MULTIPLY_ADDS = 40_551_040;
  private static final int CORES = 2;

  /** Bytes from which a sum tells of its rate, and up to which of its hops. */
  private static final int MANY = 1 << 20;

  private static final int FEW = 4;

  /**
   * JPEG files of 500 x 375 that one thread reads, decodes, cuts and normalises in a second;
   * docs/performance/measurements.md has it.
   */
  static final double PICTURES = 257;

  /** Copies the rows. */
  public Measurements {
    rows = List.copyOf(rows);
  }

  /** {@return those that come with this module} */
  public static Measurements here() {
    try (InputStream in =
        Objects.requireNonNull(Measurements.class.getResourceAsStream("measured.csv"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Measurements(text.lines().filter(l -> !l.startsWith("#")).map(Row::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the measurements of one kind} */
  Stream<Row> of(String what) {
    return rows.stream().filter(row -> row.what().equals(what));
  }

  /**
   * A thread of the processor: the line through its times by number of images, while the other
   * cores compute too. Where processes share a core, each takes its part of the time. A network
   * that was not measured is taken to compute as ResNet-20 does, and to need as long for the update
   * of a weight as ResNet-18.
   *
   * @param work of a network
   * @return the worker
   */
  public Replica thread(Workload work) {
    var line =
        measured(work.network())
            .orElseGet(
                () ->
                    new Line(
                        measured(MANY_WEIGHTS).orElseThrow().start() * work.parameters() / WEIGHTS,
                        measured(MUCH_WORK).orElseThrow().slope()
                            * work.multiplyAdds()
                            / MULTIPLY_ADDS));
    double rate = 3 * work.multiplyAdds() / line.slope();
    return new Replica("one thread", 1, Math.max(0, line.start()), rate, jitter(), PICTURES);
  }

  /** Through the steps of a network without exchange, by images; empty if it was not measured. */
  private Optional<Line> measured(String network) {
    var steps = of("not_at_all").filter(row -> row.network().equals(network)).toList();
    return steps.stream().mapToInt(Row::size).distinct().count() < 2
        ? Optional.empty()
        : Optional.of(
            Line.through(
                steps.stream().mapToDouble(Row::size).toArray(),
                steps.stream().mapToDouble(Measurements::onACore).toArray()));
  }

  private static double onACore(Row row) {
    return row.seconds() / Math.max(1, (double) row.processes() / CORES);
  }

  /** {@return the quantiles of a step's time beside its median: the mean of all networks} */
  List<Double> jitter() {
    return IntStream.rangeClosed(0, 10)
        .mapToObj(
            i ->
                of("relative" + 10 * i)
                    .filter(row -> row.processes() == CORES)
                    .mapToDouble(Row::seconds)
                    .average()
                    .orElse(1))
        .toList();
  }

  /**
   * The way between two processes: hops by the smallest sums, the processor's work by large ones.
   * Namespaces joined by a bridge cost it more than loopback does, equally at each rate; at the
   * fastest that was measured it is the limit.
   *
   * @param name of a link that was measured: {@link #LOOPBACK}, or its rate as {@code 1gbit}
   * @return the link
   */
  public Link link(String name) {
    double hop = seconds(name, FEW) / Summation.RING.hops(CORES);
    if (name.equals(LOOPBACK)) {
      return new Link(name, Double.POSITIVE_INFINITY, hop, perByte(name));
    }
    double gigabits = Double.parseDouble(name.replace("gbit", ""));
    return new Link(name, Link.bytesPerSecond(gigabits), hop, perByte(FASTEST));
  }

  private double seconds(String link, int bytes) {
    return sums(link).filter(row -> row.size() == bytes).findFirst().orElseThrow().seconds();
  }

  /** Seconds for each byte that a process sends: with two it sends as many as it has. */
  private double perByte(String link) {
    var large = sums(link).filter(row -> row.size() >= MANY).toList();
    var line =
        Line.through(
            large.stream().mapToDouble(Row::size).toArray(),
            large.stream().mapToDouble(Row::seconds).toArray());
    return line.slope();
  }

  private Stream<Row> sums(String link) {
    return of("sum").filter(row -> row.link().equals(link) && row.processes() == CORES);
  }

  /**
   * The model beside a measurement that it was not fitted on.
   *
   * @param network as in {@link Workload}
   * @param processes of one thread
   * @param link between them
   * @param measured seconds of an update
   * @param predicted the same by the model
   */
  public record Check(
      String network, int processes, String link, double measured, double predicted) {}

  /**
   * Whole updates, none of which the model was fitted on, beside the model.
   *
   * @param works the work of a network by its name
   * @return one for each update that was measured
   */
  public List<Check> checks(Function<String, Workload> works) {
    return of("during").map(row -> check(row, works.apply(row.network()))).toList();
  }

  private Check check(Row row, Workload work) {
    var model = new StepModel(work, machine(work, row.link()), Exchange.TODAY);
    return new Check(
        row.network(),
        row.processes(),
        row.link(),
        row.seconds(),
        model.step(row.processes(), row.size()).seconds());
  }

  /**
   * This machine: processes of one thread that share its cores.
   *
   * @param work of a network
   * @param link between the processes
   * @return the cluster; nothing breaks, and images are in memory
   */
  public Cluster machine(Workload work, String link) {
    var way = link(link);
    var never = new Wear(Double.POSITIVE_INFINITY, 0, 0);
    var thread = thread(work).reading(Double.POSITIVE_INFINITY);
    return new Cluster(thread, Integer.MAX_VALUE, CORES, way, way, never);
  }
}
