package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.resnet4j.cli.launch.Attempt.Outcome;

/** The launchers of several machines, here threads. */
@Timeout(30)
final class MeetingTest {
  private static final Outcome DONE = new Outcome(0, false, "");
  private static final Outcome KILLED = new Outcome(1, true, "killed");
  private static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);

  @Test
  void ranksGoByTheMachinesNumbers() throws Exception {
    try (var first = FirstNode.at(2, new NodeRange(3, 3), ANY_PORT);
        var third = OtherNode.of(2, 4, first.place());
        var second = OtherNode.of(1, 3, first.place())) {
      var start = first.start();
      assertThat(start.processes()).isEqualTo(9);
      assertThat(start.firstRank()).isZero();
      assertThat(second.start()).isEqualTo(new Meeting.Start(9, 2, "127.0.0.1", start.port()));
      assertThat(third.start()).isEqualTo(new Meeting.Start(9, 5, "127.0.0.1", start.port()));
    }
  }

  @Test
  void allEndWellTogether() throws Exception {
    assertThat(settled(DONE, DONE, true)).containsExactly(DONE, DONE);
  }

  @Test
  void whereOneFailsAllStartAgain() throws Exception {
    for (var outcome : settled(DONE, KILLED, true)) {
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.mayTryAgain()).isTrue();
    }
    for (var outcome : settled(KILLED, DONE, false)) {
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @Test
  void aMachineThatIsLostIsNoticed() throws Exception {
    try (var first = FirstNode.at(1, new NodeRange(2, 2), ANY_PORT)) {
      var second = OtherNode.of(1, 1, first.place());
      first.start();
      assertThat(first.failedElsewhere()).isFalse();
      second.close();
      while (!first.failedElsewhere()) {
        Thread.sleep(10);
      }
      assertThat(first.settled(DONE, true)).isEqualTo(new Outcome(1, true, "node 1 has gone"));
    }
  }

  @Test
  void numbersOfMachinesAndPlacesAreRead() {
    assertThat(NodeRange.parse("4")).isEqualTo(new NodeRange(4, 4));
    assertThat(NodeRange.parse("2:4")).isEqualTo(new NodeRange(2, 4));
    assertThatThrownBy(() -> NodeRange.parse("4:2")).hasMessageContaining("LEAST:MOST");
    assertThat(HostPort.parse("node0:29400")).isEqualTo(new HostPort("node0", 29400));
    assertThatThrownBy(() -> HostPort.parse("node0")).hasMessageContaining("HOST:PORT");
  }

  private Outcome[] settled(Outcome own, Outcome theirs, boolean left) throws Exception {
    try (var threads = Executors.newCachedThreadPool();
        var first = FirstNode.at(1, new NodeRange(2, 2), ANY_PORT)) {
      Callable<Outcome> other =
          () -> {
            try (var second = OtherNode.of(1, 1, first.place())) {
              second.start();
              return second.settled(theirs, left);
            }
          };
      Future<Outcome> second = threads.submit(other);
      first.start();
      return new Outcome[] {first.settled(own, left), second.get()};
    }
  }
}
