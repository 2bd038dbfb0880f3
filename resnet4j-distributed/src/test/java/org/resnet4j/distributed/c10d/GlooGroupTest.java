package org.resnet4j.distributed.c10d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.presets.torch_gloo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.engine.collective.ReservedPort;
import org.resnet4j.torch.libtorch.Natives;

/** The members are threads of this process, each with connections of its own. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class GlooGroupTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void arraysBecomeTheirSums(int size) throws Exception {
    var sums =
        Members.run(
            size,
            group -> {
              var floats = new float[1000];
              Arrays.fill(floats, group.rank() + 1);
              group.sum(floats);
              var doubles = new double[] {1e-17 * (group.rank() + 1), 1};
              group.sum(doubles);
              group.barrier();
              return List.of(floats, doubles);
            });
    double total = size * (size + 1) / 2.0;
    for (var one : sums) {
      assertThat((float[]) one.get(0)).containsOnly((float) total);
      assertThat((double[]) one.get(1)).containsExactly(1e-17 * total, size);
    }
  }

  @Test
  void manySumsTravelAtTheSameTime() throws Exception {
    var sums =
        Members.run(
            2,
            group -> {
              var arrays = new ArrayList<List<float[]>>();
              var begun = new ArrayList<Collective.Sum>();
              for (int i = 0; i < 20; i++) {
                arrays.add(List.of(new float[] {i, group.rank()}, new float[i]));
                begun.add(group.beginSum(arrays.getLast()));
              }
              begun.reversed().forEach(Collective.Sum::await);
              begun.forEach(Collective.Sum::await);
              return arrays;
            });
    for (var arrays : sums) {
      for (int i = 0; i < 20; i++) {
        assertThat(arrays.get(i).getFirst()).containsExactly(2 * i, 1);
      }
    }
  }

  @Test
  void anyProcessMayBroadcast() throws Exception {
    var heard =
        Members.run(
            3,
            group -> {
              var values = new float[] {group.rank(), group.rank()};
              group.broadcast(values, 2);
              group.broadcast(new float[0], 0);
              return values;
            });
    assertThat(heard).allSatisfy(values -> assertThat(values).containsExactly(2, 2));
  }

  @Test
  void whoGivesUpTellsTheOthersWhy() throws Exception {
    var said =
        Members.run(
            3,
            group -> {
              if (group.rank() == 1) {
                group.abort("process 1 of 3: the disk is full");
                return "";
              }
              assertThatThrownBy(() -> group.sum(new float[5]))
                  .isInstanceOf(CollectiveException.class)
                  .hasMessage("process 1 of 3: the disk is full");
              assertThatThrownBy(group::barrier).hasMessageContaining("the disk is full");
              return "heard";
            });
    assertThat(said).containsExactly("heard", "", "heard");
  }

  /** Members leave at about the same time, with connections that the others still look at. */
  @Test
  void groupsAreLeftAndOthersJoined() throws Exception {
    for (int round = 0; round < 6; round++) {
      var sums =
          Members.run(
              4,
              group -> {
                var values = new float[70_000];
                for (int i = 0; i < 20; i++) {
                  Arrays.fill(values, 1);
                  group.sum(values);
                }
                return values;
              });
      assertThat(sums).allSatisfy(values -> assertThat(values).containsOnly(4));
    }
  }

  /** The agents of torchrun keep one store for all attempts, and each counts its own restarts. */
  @Test
  void attemptsMeetInOneStoreHoweverTheyAreCounted() throws Exception {
    try (var port = ReservedPort.take();
        var store = keptByAnAgent(port.number())) {
      Members.run(attempt(port.number(), 0, 0), GlooGroupTest::givesUp);
      for (var counts : new int[][] {{0, 1}, {1, 1}, {1, 1}}) {
        var sums = Members.run(attempt(port.number(), counts), GlooGroupTest::sumOfOnes);
        assertThat(sums).containsExactly(2f, 2f);
      }
      assertThat(store.getNumKeys()).as("keys of all attempts").isGreaterThan(20);
    }
  }

  @Test
  void aStoreThatGoesWhileProcessesMeetIsASentence() throws Exception {
    try (var port = ReservedPort.take();
        var threads = Executors.newSingleThreadExecutor()) {
      var store = keptByAnAgent(port.number());
      var waiting = threads.submit(() -> Collectives.join(attempt(port.number(), 0, 0).get(1)));
      Thread.sleep(500);
      store.close();
      assertThatThrownBy(waiting::get)
          .cause()
          .isInstanceOf(CollectiveException.class)
          .hasMessageStartingWith("process 1 of 2 cannot connect to the others: ")
          .hasMessageNotContaining("Exception raised from");
    }
  }

  private static TCPStore keptByAnAgent(int port) {
    Natives.load();
    Loader.load(torch_gloo.class);
    var options = new TCPStoreOptions().port((short) port).isServer(true).waitWorkers(false);
    return new TCPStore("127.0.0.1", options);
  }

  private static List<Rendezvous> attempt(int port, int... counts) {
    return IntStream.range(0, 2)
        .mapToObj(rank -> new Rendezvous(rank, 2, rank, 2, "127.0.0.1", port, true, counts[rank]))
        .toList();
  }

  private static String givesUp(Collective group) {
    group.abort("no more");
    return "";
  }

  private static float sumOfOnes(Collective group) {
    var one = new float[] {1};
    group.sum(one);
    return one[0];
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var here = new Rendezvous(0, 2, 0, 2, "127.0.0.1", taken.getLocalPort(), false, 0);
      assertThatThrownBy(() -> Collectives.join(here))
          .isInstanceOf(CollectiveException.class)
          .hasMessageContaining("process 0 cannot keep the store at port " + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }
}
