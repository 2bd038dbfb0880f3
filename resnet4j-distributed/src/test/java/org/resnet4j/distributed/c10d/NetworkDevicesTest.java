package org.resnet4j.distributed.c10d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch_gloo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.torch.libtorch.Natives;

@EnabledOnOs(OS.LINUX)
class NetworkDevicesTest {
  private static final Rendezvous HERE = new Rendezvous(0, 2, 0, 2, "127.0.0.1", 29_500, false, 0);

  @BeforeAll
  static void load() {
    Natives.load();
    Loader.load(torch_gloo.class);
  }

  @Test
  void interfacesAreThoseThatAreNamed() {
    assertThat(NetworkDevices.of(HERE, "lo").size()).isEqualTo(1);
    assertThat(NetworkDevices.of(HERE, " lo, lo ").size()).isEqualTo(2);
  }

  @Test
  void withoutNamesItIsTheOneThatLeadsToTheStore() {
    assertThat(NetworkDevices.of(HERE, " ").size()).isEqualTo(1);
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> NetworkDevices.of(HERE, "nothing0"))
        .isInstanceOf(CollectiveException.class)
        .hasMessageContaining("nothing0")
        .hasMessageEndingWith("name another in GLOO_SOCKET_IFNAME");
  }
}
