package org.resnet4j.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachePathsTest {
  @Test
  void theCacheIsWhereTheEnvironmentSays() {
    assertThat(CachePaths.of(Map.of("RESNET4J_CACHE", "/own", "XDG_CACHE_HOME", "/xdg"), "/home"))
        .isEqualTo(Path.of("/own"));
    assertThat(CachePaths.of(Map.of("XDG_CACHE_HOME", "/xdg"), "/home"))
        .isEqualTo(Path.of("/xdg/resnet4j"));
    assertThat(CachePaths.of(Map.of(), "/home")).isEqualTo(Path.of("/home/.cache/resnet4j"));
  }
}
