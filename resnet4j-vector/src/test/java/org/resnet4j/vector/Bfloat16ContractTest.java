package org.resnet4j.vector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.contract.EngineContract;
import org.resnet4j.vector.kernel.Bfloat16;
import org.resnet4j.vector.kernel.memory.Lanes;

/** This engine keeps the contract of every engine with products in bfloat16, too. */
class Bfloat16ContractTest extends EngineContract {
  @BeforeEach
  void withVectorsOfSixteenLanes() {
    assumeTrue(Lanes.LANES == 16, "kernels of pairs take 16 lanes");
  }

  @Override
  protected Engine open() {
    return Bfloat16Test.engine(Bfloat16.PRODUCTS, 2);
  }

  /** Two orders of one sum that round to neighbours in bfloat16 differ by 2⁻⁸ from there on. */
  @Override
  protected double tolerance() {
    return 300;
  }
}
