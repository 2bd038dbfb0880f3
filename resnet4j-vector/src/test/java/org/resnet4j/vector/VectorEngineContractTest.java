package org.resnet4j.vector;

import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.contract.EngineContract;

/** This engine keeps the contract of every engine. */
class VectorEngineContractTest extends EngineContract {
  @Override
  protected Engine open() {
    return new VectorEngineProvider().open(EngineOptions.cpu().withThreads(2));
  }
}
