package org.resnet4j.serve.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {
  /** A page that has got all does not wait for a sign of life: the server would end before. */
  @Test
  void whoWaitsIsWokenByTheEnd() throws Exception {
    var subscription = new Subscription(List.of("before"));
    assertThat(subscription.next(0)).contains("before");
    var next =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return subscription.next(60_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(50);
    subscription.end();
    assertThat(next.get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(subscription.over()).isTrue();
  }

  @Test
  void whatWaitsIsDeliveredBeforeTheEnd() throws Exception {
    var subscription = new Subscription(List.of("first"));
    subscription.offer("last");
    subscription.end();
    assertThat(subscription.over()).isFalse();
    assertThat(subscription.next(0)).contains("first");
    assertThat(subscription.next(0)).contains("last");
    assertThat(subscription.next(0)).isEmpty();
    assertThat(subscription.over()).isTrue();
  }
}
