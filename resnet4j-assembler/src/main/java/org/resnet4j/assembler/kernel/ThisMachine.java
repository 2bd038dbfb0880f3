package org.resnet4j.assembler.kernel;

import java.util.Optional;
import org.resnet4j.assembler.processor.Permission;

/**
 * What this machine is, asked once.
 *
 * @param target what code can be made for
 * @param obstacle why there is none, and what would change that
 */
record ThisMachine(Optional<CodeTarget> target, Optional<String> obstacle) {
  /** Asked when the first kernels are wanted. */
  private static final class Asked {
    static final ThisMachine MACHINE = of(Permission.here());
  }

  static ThisMachine found() {
    return Asked.MACHINE;
  }

  private static ThisMachine of(Permission permission) {
    return permission
        .processor()
        .map(
            features ->
                CodeTarget.of(features).map(ThisMachine::with).orElseGet(ThisMachine::tooOld))
        .orElseGet(() -> without(said(permission.obstacle().orElseThrow())));
  }

  private static String said(String obstacle) {
    return obstacle.equals(Permission.NO_PAGES)
        ? obstacle + "; without them plain loops compute"
        : obstacle;
  }

  private static ThisMachine with(CodeTarget target) {
    return new ThisMachine(Optional.of(target), Optional.empty());
  }

  private static ThisMachine tooOld() {
    return without("the processor has no AVX2");
  }

  private static ThisMachine without(String obstacle) {
    return new ThisMachine(Optional.empty(), Optional.of(obstacle));
  }
}
