package org.resnet4j.distributed.c10d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
