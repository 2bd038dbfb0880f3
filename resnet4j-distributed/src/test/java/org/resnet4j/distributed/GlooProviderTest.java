package org.resnet4j.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlooProviderTest {
  @Test
  void elsewhereThanOnLinuxOneSentenceSaysWhy() {
    assertThat(GlooProvider.unavailable("macosx-arm64", true))
        .hasValue(
            "libtorch has it on Linux only, and this is macosx-arm64; train in one process, or in"
                + " a container");
    assertThat(GlooProvider.unavailable("windows-x86_64", false))
        .hasValueSatisfying(why -> assertThat(why).contains("this is windows-x86_64;"));
  }

  @Test
  void onLinuxItNeedsNatives() {
    assertThat(GlooProvider.unavailable("linux-x86_64", true)).isEmpty();
    assertThat(GlooProvider.unavailable("linux-arm64", false))
        .hasValueSatisfying(why -> assertThat(why).contains("for linux-arm64 are missing"));
  }
}
