package org.resnet4j.torch;

import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.contract.EngineContract;
import org.resnet4j.torch.libtorch.Scope;

/** This engine keeps the contract of every engine. */
class TorchEngineContractTest extends EngineContract {
  @Override
  protected Engine open() {
    return new TorchEngineProvider().open(EngineOptions.cpu().withThreads(1));
  }

  @Override
  protected long nativeObjects() {
    return Scope.livePointers();
  }
}
