package org.resnet4j.vector.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.ops.BatchNorm;
import org.resnet4j.vector.ops.CodeDistance;
import org.resnet4j.vector.ops.Connections;
import org.resnet4j.vector.ops.ResponseNorm;
import org.resnet4j.vector.ops.WindowSum;

/** What the tasks of one plan are bound to: its arenas, the network's arrays, the batch. */
final class Memory {
  private final Program program;
  private final int batch;
  private final Buffers buffers;
  private final Store store;
  private final Scratch scratch;
  private final Feed feed = new Feed();
  private final Arenas arenas;
  private final Packing packing;
  private final Map<Integer, Op.Normalise> normsByInput = new HashMap<>();
  private final Map<String, BatchNorm> norms = new HashMap<>();
  private final Map<String, Connections> tables = new HashMap<>();
  private final Map<String, WindowSum> windowSums = new HashMap<>();

  Memory(Program program, int batch, Buffers buffers, Store store, Workspace workspace) {
    this.program = program;
    this.batch = batch;
    this.buffers = buffers;
    this.store = store;
    scratch = workspace.scratch();
    arenas = workspace.arenas();
    packing = workspace.packing();
    for (var op : program.graph().ops()) {
      if (op instanceof Op.Normalise norm) {
        normsByInput.put(norm.input(), norm);
      }
    }
  }

  Span span(int value) {
    return new Span(arenas.array(buffers.arena(value)), buffers.offset(value));
  }

  /** Reads a value as it lies, or makes it while reading. */
  Reader reader(int value) {
    return switch (program.deferred().get(value)) {
      case Deferred.Normalised n -> {
        var norm = norm(n.norm());
        yield Reader.affine(span(n.norm().input()), norm.scale(), norm.shift(), n.norm().relu());
      }
      case Deferred.NormGradient n ->
          norm(n.norm()).gradientReader(span(n.masked()), span(n.norm().input()));
      case null -> planes(value) ? batch(value) : Reader.plain(span(value));
    };
  }

  /** Reads the batch as it comes. */
  private Reader batch(int value) {
    return program.value(value).image() ? Reader.planes(feed::data) : Reader.rows(feed::data);
  }

  /** Whether a value takes no memory: {@link #reader} makes it. */
  boolean deferred(int value) {
    return program.deferred().containsKey(value);
  }

  /** Whether a value stays where the batch comes. */
  boolean planes(int value) {
    return program.value(value).planes();
  }

  Layout layout(int value) {
    return program.value(value).layout(batch);
  }

  Store store() {
    return store;
  }

  Scratch scratch() {
    return scratch;
  }

  Packing packing() {
    return packing;
  }

  Feed feed() {
    return feed;
  }

  /** The batch norm that reads this value, if there is one. */
  Optional<Op.Normalise> normOf(int value) {
    return Optional.ofNullable(normsByInput.get(value));
  }

  /** The batch norm at this path, which keeps the batch's statistics for the backward pass. */
  BatchNorm norm(Op.Normalise op) {
    return norms.computeIfAbsent(op.path(), path -> norm(op, path));
  }

  private BatchNorm norm(Op.Normalise op, String path) {
    var arrays =
        new BatchNorm.Arrays(
            store.value(Parameters.path(path, "weight")),
            store.value(Parameters.path(path, "bias")),
            store.value(Parameters.path(path, "running_mean")),
            store.value(Parameters.path(path, "running_var")));
    return new BatchNorm(layout(op.input()), op.layer().eps(), arrays, op.relu());
  }

  /** LeNet-5's table of connections at this path; its full weights serve both directions. */
  Connections connections(Op.PartialConvolve op) {
    return tables.computeIfAbsent(op.path(), path -> new Connections(op.layer()));
  }

  WindowSum windowSum(Op.Subsample op) {
    return windowSums.computeIfAbsent(
        op.path(),
        path ->
            new WindowSum(
                layout(op.input()),
                layout(op.output()),
                store.value(Parameters.path(path, "weight")),
                store.value(Parameters.path(path, "bias"))));
  }

  CodeDistance distance(Op.Distance op) {
    var codes = store.value(Parameters.path(op.path(), "codes"));
    return new CodeDistance(layout(op.input()), layout(op.output()), codes);
  }

  ResponseNorm responseNorm(Op.ResponseNorm op) {
    return new ResponseNorm(layout(op.input()), op.layer(), scratch.workers());
  }
}
