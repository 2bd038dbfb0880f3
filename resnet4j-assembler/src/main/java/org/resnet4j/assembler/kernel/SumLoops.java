package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorOperand;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Writes the loops that add up products: one factor of a pixel, in all lanes, times a vector of
 * weights, one for every output channel. Sums of pixel m are in registers m · vectors and on.
 */
final class SumLoops {
  private static final GeneralRegister INPUT = RAX;
  private static final GeneralRegister WEIGHTS = RCX;
  private static final List<GeneralRegister> COUNTERS = List.of(RSI, R9, RBX);

  /** How far before they are used weights are fetched, where they do not stay in the cache. */
  private static final int AHEAD = 2048;

  /** Bytes of weights that stay in the first-level cache beside what else is there. */
  private static final int NEAR = 16_384;

  private final Assembler code;
  private final CodeTarget target;
  private final Product product;
  private final ParameterBlock block;
  private final int vectors;
  private final GeneralRegister parameters;
  private boolean ahead;
  private NextWeights next = NextWeights.NONE;

  /**
   * @param parameters points to the block of parameters
   */
  SumLoops(
      Assembler code,
      CodeTarget target,
      Product product,
      ParameterBlock block,
      GeneralRegister parameters) {
    this.code = code;
    this.target = target;
    this.product = product;
    this.block = block;
    this.parameters = parameters;
    this.vectors = block.vectors();
  }

  /**
   * @param input points to the window of the first pixel
   * @param pixels offsets from there to each pixel's window
   * @param following what is fetched meanwhile
   */
  void write(Steps steps, GeneralRegister input, List<Integer> pixels, NextWeights following) {
    next = following;
    ahead = block.size() - block.weights() > NEAR;
    code.general().mov(INPUT, input);
    code.general().lea(WEIGHTS, at(parameters, block.weights()));
    loop(steps, 0, pixels);
  }

  /** Writes a loop with all that is in it; returns by how much it moves the cursor. */
  private int loop(Steps steps, int level, List<Integer> pixels) {
    if (level == steps.loops().size()) {
      straight(steps.body(), pixels);
      fetch();
      return 0;
    }
    var loop = steps.loops().get(level);
    boolean innermost = level == steps.loops().size() - 1;
    var counter = COUNTERS.get(steps.loops().size() - 1 - level);
    var start = new Label();
    if (loop.times() > 1) {
      code.general().mov(counter, loop.times());
      code.general().bind(start);
    }
    int moved = loop(steps, level + 1, pixels);
    move(INPUT, loop.advance() - moved);
    if (loop.times() > 1) {
      code.general().dec(counter);
      code.general().jump(Condition.NOT_ZERO, start);
    }
    if (innermost) {
      straight(steps.rest(), pixels);
    }
    return loop.times() * loop.advance();
  }

  private void straight(List<Integer> offsets, List<Integer> pixels) {
    int words = product.words();
    for (int step = 0; step < offsets.size(); step++) {
      for (int word = 0; word < words; word++) {
        products(offsets.get(step), word, (step * words + word) * vectors, pixels);
      }
    }
    move(WEIGHTS, offsets.size() * words * vectors * target.width().bytes());
  }

  /** A factor of each pixel with the weights of all its channels. */
  private void products(int offset, int word, int firstWeight, List<Integer> pixels) {
    int free = target.registers() - pixels.size() * vectors;
    // with pairs the second is for products; else factors take turns where there is room
    int factors = free >= vectors + 2 || product == Product.PAIRS ? 2 : 1;
    var weights = new ArrayList<VectorOperand>();
    for (int v = 0; v < vectors; v++) {
      var place = at(WEIGHTS, (firstWeight + v) * target.width().bytes());
      // those that find no register are read for each pixel
      weights.add(v < free - factors ? loaded(target.spare(factors + v), place) : place);
      if (ahead) {
        code.general().prefetchT0(place.plus(AHEAD));
      }
    }
    for (int m = 0; m < pixels.size(); m++) {
      var factor = target.spare(product == Product.PAIRS ? 0 : m % factors);
      broadcast(factor, at(INPUT, offset + pixels.get(m)), word);
      for (int v = 0; v < vectors; v++) {
        add(target.register(m * vectors + v), factor, weights.get(v));
      }
    }
  }

  /** A factor in all lanes. */
  private void broadcast(VectorRegister factor, Address from, int word) {
    switch (product) {
      case FLOATS -> code.emit(VBROADCASTSS, factor, from);
      case BYTES -> code.emit(VPBROADCASTD, factor, from);
      case PAIRS -> {
        code.emit(VPBROADCASTD, factor, from);
        if (word == 0) {
          code.emit(VPAND, factor, factor, at(parameters, block.constant(Constant.EVEN)));
        } else {
          code.emit(VPSHUFB, factor, factor, at(parameters, block.constant(Constant.ODD)));
        }
      }
    }
  }

  private void add(VectorRegister sum, VectorRegister factor, VectorOperand weight) {
    switch (product) {
      case FLOATS -> code.emit(VFMADD231PS, sum, factor, weight);
      case BYTES -> code.emit(VPDPBUSD, sum, factor, weight);
      case PAIRS -> {
        code.emit(VPMADDWD, target.spare(1), factor, weight);
        code.emit(VPADDD, sum, sum, target.spare(1));
      }
    }
  }

  private void fetch() {
    for (int line = 0; line < next.lines(); line++) {
      code.general().prefetchT1(at(NextWeights.CURSOR, line * NextWeights.LINE));
    }
    move(NextWeights.CURSOR, next.lines() * NextWeights.LINE);
  }

  private VectorRegister loaded(VectorRegister to, Address from) {
    code.emit(VMOVUPS, to, from);
    return to;
  }

  private void move(GeneralRegister cursor, int bytes) {
    if (bytes != 0) {
      code.general().add(cursor, bytes);
    }
  }
}
