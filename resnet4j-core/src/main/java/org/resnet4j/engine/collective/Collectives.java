package org.resnet4j.engine.collective;

import java.util.ArrayList;
import org.resnet4j.internal.services.Services;

/** Connects processes by what is on the class path or module path. Safe for several threads. */
public final class Collectives {
  private Collectives() {}

  /** {@return the group of one process, which exchanges nothing} */
  public static Collective alone() {
    return Alone.INSTANCE;
  }

  /**
   * Joins the group of processes that meet here; returns when all have.
   *
   * @param rendezvous which process this is, and where they meet
   * @return the group, to be closed by the caller; of one process {@link #alone}
   * @throws CollectiveException if there is nothing that connects them, or they do not all come
   */
  public static Collective join(Rendezvous rendezvous) {
    if (rendezvous.size() == 1) {
      return alone();
    }
    var reasons = new ArrayList<String>();
    for (var provider : Services.find(CollectiveProvider.class)) {
      var unavailable = provider.unavailable();
      if (unavailable.isEmpty()) {
        return provider.join(rendezvous);
      }
      reasons.add(provider.name() + ": " + unavailable.get());
    }
    throw new CollectiveException(
        reasons.isEmpty()
            ? "nothing here connects processes: add org.resnet4j:resnet4j-distributed and"
                + " libtorch's natives to the class path"
            : String.join("; ", reasons));
  }
}
