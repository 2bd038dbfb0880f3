package org.resnet4j.onnx;

import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.contract.EngineContract;

/** This engine keeps the contract of every engine that predicts. */
class OnnxEngineContractTest extends EngineContract {
  @Override
  protected Engine open() {
    return new OnnxEngineProvider().open(EngineOptions.cpu().withThreads(2));
  }

  @Override
  protected boolean trains() {
    return false;
  }
}
