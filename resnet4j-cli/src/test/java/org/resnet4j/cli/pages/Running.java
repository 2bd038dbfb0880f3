package org.resnet4j.cli.pages;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.resnet4j.cli.Ran;

/** Commands that run while a page is looked at. */
public final class Running {
  private Running() {}

  /** On a thread of its own: the pool that all share may be as small as one thread. */
  public static CompletableFuture<Ran> command(List<String> words) {
    var result = new CompletableFuture<Ran>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(Ran.command(words.toArray(String[]::new)));
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
