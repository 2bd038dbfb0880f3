package org.resnet4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapSizeTest {
  @Test
  void aLargerHeapIsAdvisedWhereTheHeapWasTooSmallOnly() {
    var heap = HeapSize.tooSmall(new OutOfMemoryError("Java heap space"));
    var ofLibtorch = HeapSize.tooSmall(new OutOfMemoryError("Physical memory usage is too high"));
    var buffers =
        HeapSize.tooSmall(new OutOfMemoryError("Cannot reserve 9 bytes of direct buffer"));

    assertThat(heap).hasMessageContaining("-Xmx");
    assertThat(ofLibtorch).hasMessageContaining("native memory ran out (Physical memory usage");
    assertThat(buffers).hasMessageContaining("direct buffer").hasMessageNotContaining("-Xmx");
  }
}
