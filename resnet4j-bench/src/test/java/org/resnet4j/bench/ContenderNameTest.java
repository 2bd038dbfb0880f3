package org.resnet4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contender that is misspelt is an error, not another measurement. */
class ContenderNameTest {
  @TempDir Path folder;

  @Test
  void everyPartIsRead() throws Exception {
    var library = Files.createFile(folder.resolve("malloc.so"));
    assertThat(ContenderName.of("eager:bf16+" + library))
        .isEqualTo(new ContenderName("eager", "bf16", Optional.of(library), Optional.empty()));
    assertThat(ContenderName.of("onnx@/usr/bin/python3"))
        .isEqualTo(
            new ContenderName("onnx", "fp32", Optional.empty(), Optional.of("/usr/bin/python3")));
  }

  @Test
  void aNameMayHaveADigit() {
    assertThat(ContenderName.of("dl4j").name()).isEqualTo("dl4j");
    assertThat(ContenderName.of("openvino:int8").precision()).isEqualTo("int8");
  }

  @Test
  void aBriefNameHasNoFolders() {
    assertThat(ContenderName.brief("frozen+/usr/lib/libtcmalloc_minimal.so.4"))
        .isEqualTo("frozen+tcmalloc");
    assertThat(ContenderName.brief("compiled:int8")).isEqualTo("compiled:int8");
  }

  @Test
  void aPrecisionAfterTheAllocatorIsNoPartOfItsName() throws Exception {
    var library = Files.createFile(folder.resolve("malloc.so"));
    assertThatThrownBy(() -> ContenderName.of("eager+" + library + ":bf16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a precision comes before it");
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch, 'is no contender'",
    "eager:bf61, 'computes in fp32 and bf16 here, not in bf61'",
    "vector:fp64, 'computes in fp32 and bf16 and int8 here, not in fp64'",
    "djl:int8, 'djl computes in fp32 here, not in int8'",
    "eager:, 'is no contender'",
    "+x, 'is no contender'"
  })
  void whatNobodyIsCalledIsRefused(String label, String words) {
    assertThatThrownBy(() -> ContenderName.of(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
