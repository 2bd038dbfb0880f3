package org.resnet4j.distributed;

import java.util.Optional;
import org.resnet4j.distributed.c10d.GlooGroup;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.CollectiveProvider;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.torch.libtorch.Natives;

/** Offers Gloo over TCP, {@code gloo}. Nothing native is loaded before {@link #join}. */
public final class GlooProvider implements CollectiveProvider {
  @Override
  public String name() {
    return "gloo";
  }

  @Override
  public Optional<String> unavailable() {
    return unavailable(Natives.platform(), Natives.present());
  }

  static Optional<String> unavailable(String platform, boolean natives) {
    if (!platform.startsWith("linux")) {
      return Optional.of(
          "libtorch has it on Linux only, and this is %s; train in one process, or in a container"
              .formatted(platform));
    }
    return natives
        ? Optional.empty()
        : Optional.of(
            ("libtorch's native libraries for %s are missing; add org.bytedeco:pytorch and openblas"
                    + " with that classifier to the class path")
                .formatted(platform));
  }

  @Override
  public Collective join(Rendezvous rendezvous) {
    return GlooGroup.join(rendezvous);
  }
}
