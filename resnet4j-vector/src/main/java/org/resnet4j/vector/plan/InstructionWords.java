package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;

/**
 * What an instruction does, in words and in order: while it reads, its operation, while it writes.
 */
final class InstructionWords {
  private final List<String> words = new ArrayList<>();

  private InstructionWords() {}

  static List<String> of(Instruction instruction, Program program) {
    var of = new InstructionWords();
    switch (instruction) {
      case Instruction.Pack p -> of.pack(p.convolution());
      case Instruction.Input i -> of.words.add("input");
      case Instruction.Apply a -> of.apply(a.op(), program);
      case Instruction.LossGradient l -> of.words.add("loss");
      case Backward b -> of.backward(b, program);
      case Instruction.ReluGradient r -> of.words.add("relu backward");
      case Instruction.AddGradients a -> of.words.add("add gradients");
    }
    return List.copyOf(of.words);
  }

  private void pack(Op.Convolve conv) {
    if (conv.weights() instanceof WeightSource.Folded) {
      words.add("fold");
    }
    words.add("pack");
  }

  private void apply(Op op, Program program) {
    switch (op) {
      case Op.Convolve c -> {
        operand(c.input());
        words.add(name(c, program));
        epilogue(c.epilogue());
      }
      case Op.NormaliseBatch n -> {
        if (n.statistics() == Op.Statistics.BATCH) {
          words.add("moments");
        }
        words.add(n.written() ? "normalise" : "normalise later");
        if (n.written()) {
          epilogue(n.epilogue());
        }
      }
      case Op.Add a -> words.addAll(a.relu() ? List.of("add", "relu") : List.of("add"));
      default -> words.add(name(op, program));
    }
  }

  private void backward(Backward instruction, Program program) {
    if (instruction.op() instanceof Op.Convolve) {
      operand(instruction.gradient());
    }
    if (instruction.op() instanceof Op.NormaliseBatch n && !instruction.gathered()) {
      words.addAll(n.relu() ? List.of("mask", "sums") : List.of("sums"));
    }
    words.add(name(instruction.op(), program) + " backward");
    epilogue(instruction.epilogue());
  }

  private void operand(Operand operand) {
    switch (operand) {
      case Operand.Stored s -> {}
      case Operand.FromBatch b -> words.add("batch");
      case Operand.Normalised n ->
          words.addAll(n.relu() ? List.of("norm", "relu") : List.of("norm"));
      case Operand.NormGradient n -> words.add("norm backward");
    }
  }

  private void epilogue(Epilogue epilogue) {
    add(epilogue.bias(), "bias");
    add(epilogue.addend().isPresent(), "add");
    add(epilogue.relu(), "relu");
    add(epilogue.mask().isPresent(), "mask");
    epilogue.sums().ifPresent(s -> words.add(s instanceof Epilogue.Moments ? "moments" : "sums"));
  }

  private void add(boolean done, String word) {
    if (done) {
      words.add(word);
    }
  }

  private static String name(Op op, Program program) {
    return switch (op) {
      case Op.Convolve c -> program.value(c.output()).image() ? "convolve" : "linear";
      case Op.NormaliseBatch n -> "normalise";
      default ->
          op.getClass()
              .getSimpleName()
              .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
              .toLowerCase(Locale.ROOT);
    };
  }
}
