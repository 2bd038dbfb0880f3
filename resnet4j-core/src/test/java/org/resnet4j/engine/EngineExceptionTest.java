package org.resnet4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineExceptionTest {
  @Test
  void aLargerHeapIsAdvisedWhereTheHeapWasTooSmallOnly() {
    var heap = EngineException.of(new OutOfMemoryError("Java heap space"));
    var ofLibtorch = EngineException.of(new OutOfMemoryError("Physical memory usage is too high"));
    var buffers =
        EngineException.of(new OutOfMemoryError("Cannot reserve 9 bytes of direct buffer"));

    assertThat(heap).hasMessageContaining("-Xmx");
    assertThat(ofLibtorch).hasMessageContaining("native memory ran out (Physical memory usage");
    assertThat(buffers).hasMessageContaining("direct buffer").hasMessageNotContaining("-Xmx");
  }
}
