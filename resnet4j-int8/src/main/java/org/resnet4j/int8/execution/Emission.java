package org.resnet4j.int8.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.int8.kernel.*;
import org.resnet4j.int8.plan.ByteMap;
import org.resnet4j.int8.plan.ByteScale;
import org.resnet4j.int8.plan.LookupTable;
import org.resnet4j.int8.plan.MapMemory;
import org.resnet4j.int8.plan.Plan;
import org.resnet4j.int8.plan.Step;
import org.resnet4j.int8.plan.Step.*;

/** Makes each step a phase with its place in memory and its kernel. */
final class Emission {
  private final Plan plan;
  private final MapMemory memory;
  private final Kernels kernels;

  private Emission(Plan plan, MapMemory memory, Kernels kernels) {
    this.plan = plan;
    this.memory = memory;
    this.kernels = kernels;
  }

  /** A step's phases and the name of the kernel that computes it, if one of a set does. */
  record Emitted(Step step, List<Phase> phases, Optional<String> kernel) {
    private Emitted bare() {
      return new Emitted(step.bare(), phases, kernel);
    }
  }

  static List<Emitted> emit(Plan plan, MapMemory memory, Kernels kernels) {
    var emission = new Emission(plan, memory, kernels);
    return plan.steps().stream().map(emission::emit).map(Emitted::bare).toList();
  }

  private Emitted emit(Step step) {
    return switch (step) {
      case Stem s -> stem(s);
      case Convolution c -> convolution(c);
      case MaxPool p -> maxPool(p);
      case Linear l -> linear(l);
      case Add a -> plain(a, new AddPhase(sum(a), region(a.a()), region(a.b()), region(a.out())));
      case GlobalMean m -> plain(m, new GlobalMeanPhase(region(m.in()), region(m.out())));
      case Move m -> plain(m, new MovePhase(m, region(m.in()), region(m.out())));
      case Flatten f -> plain(f, new FlattenPhase(region(f.in()), region(f.out())));
      case Lookup l -> plain(l, new LookupPhase(l.codes(), region(l.in()), region(l.out()), 0));
      case Concat c -> concat(c);
      case ReadBack r -> plain(r, FloatPhases.readBack(r, region(r.in())));
      case Quantise q -> plain(q, FloatPhases.quantise(q, region(q.out())));
      case Floats f -> plain(f, FloatPhases.node(f));
    };
  }

  private Region region(ByteMap map) {
    return Region.of(memory.place(map));
  }

  private static Emitted plain(Step step, Phase phase) {
    return new Emitted(step, List.of(phase), Optional.empty());
  }

  private Emitted stem(Stem step) {
    var padding = new PaddingPhase(plan.input(), step.window());
    var out = region(step.out());
    var map = step.out();
    var shape =
        new StemShape(
            step.inputChannels(),
            map.channels(),
            step.window().height(),
            step.window().width(),
            step.window().stride(),
            map.height(),
            map.width(),
            padding.plane(),
            padding.pitch(),
            out.layout().pixel(),
            out.layout().pitch(),
            map.scale().scale(),
            map.scale().zero(),
            low(step.relu(), map));
    var kernel = kernels.stem(shape, step.weights());
    long products = (long) step.weights().numbers().length * map.height() * map.width();
    var phase =
        new StemPhase(
            kernel, step.inputChannels() * padding.plane(), out, new ItemGrid.Work(products, 0));
    return new Emitted(step, List.of(padding, phase), Optional.of(kernel.name()));
  }

  private static int low(boolean relu, ByteMap out) {
    return relu ? out.scale().zero() : 0;
  }

  private Emitted convolution(Convolution step) {
    var in = region(step.in());
    var out = region(step.out());
    var residual = step.residual().map(added -> region(added.other()));
    var shape =
        new ByteConvolutionShape(
            step.in().channels(),
            step.out().channels(),
            step.window().height(),
            step.window().width(),
            step.window().stride(),
            step.out().height(),
            step.out().width(),
            in.layout().pixel(),
            in.layout().pitch(),
            out.layout().pixel(),
            out.layout().pitch(),
            residual.map(region -> region.layout().pixel()).orElse(0),
            residual.map(region -> region.layout().pitch()).orElse(0),
            epilogue(step));
    var kernel = kernels.convolution(shape, step.weights());
    var phase = new ConvolutionPhase(step.window(), kernel, in, out, residual, work(step, shape));
    return new Emitted(step, List.of(phase), Optional.of(kernel.name()));
  }

  private static ItemGrid.Work work(Convolution step, ByteConvolutionShape shape) {
    return new ItemGrid.Work(shape.multiplications(), step.weights().bytes().length);
  }

  private static ByteEpilogue epilogue(Convolution step) {
    int low = low(step.relu(), step.out());
    return step.residual()
        .<ByteEpilogue>map(added -> sum(added.branch(), added.other().scale(), step.out(), low))
        .orElse(new ByteEpilogue.Requantise(step.out().scale().zero(), low));
  }

  private static ByteEpilogue.AddResidual sum(Add step) {
    return sum(step.a().scale(), step.b().scale(), step.out(), low(step.relu(), step.out()));
  }

  private static ByteEpilogue.AddResidual sum(ByteScale a, ByteScale b, ByteMap out, int low) {
    return ByteEpilogue.AddResidual.of(term(a, out), term(b, out), out.scale().zero(), low);
  }

  private static ByteEpilogue.AddResidual.Term term(ByteScale part, ByteMap out) {
    return new ByteEpilogue.AddResidual.Term(part.scale() / out.scale().scale(), part.zero());
  }

  private Emitted maxPool(MaxPool step) {
    var in = region(step.in());
    var out = region(step.out());
    var shape =
        new MaxPoolShape(
            step.out().channels(),
            step.window().height(),
            step.window().width(),
            step.window().stride(),
            step.out().height(),
            step.out().width(),
            in.layout().pixel(),
            in.layout().pitch(),
            out.layout().pixel(),
            out.layout().pitch());
    var kernel = kernels.maxPool(shape);
    var phase = new MaxPoolPhase(kernel, step.window(), in, out);
    return new Emitted(step, List.of(phase), Optional.of(kernel.name()));
  }

  private Emitted linear(Linear step) {
    var shape = new LinearShape(step.in().channels(), step.outputs());
    var kernel = kernels.linear(shape, step.weights());
    var phase = new LinearPhase(step.value(), step.outputs(), kernel, region(step.in()));
    return new Emitted(step, List.of(phase), Optional.of(kernel.name()));
  }

  private Emitted concat(Concat step) {
    var phases = new ArrayList<Phase>();
    var out = region(step.out());
    int channel = 0;
    for (var part : step.parts()) {
      var codes = LookupTable.between(part.scale(), step.out().scale());
      phases.add(new LookupPhase(codes, region(part), out, channel));
      channel += part.channels();
    }
    return new Emitted(step, phases, Optional.empty());
  }
}
