package org.resnet4j.assembler.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we assemble is what GNU as assembles. */
final class AssemblerTest {
  private static final List<AssembledForms.Assembled> FORMS = AssembledForms.all();

  /** What GNU as made of the forms: a line each, bytes in hexadecimal, a tab, the instruction. */
  private static final String COMMITTED = "gnu-as.txt";

  @TempDir Path folder;

  @Test
  void everyFormIsAsGnuAsWroteItOnce() throws IOException {
    try (var stream = AssemblerTest.class.getResourceAsStream(COMMITTED)) {
      var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(different(lines)).isEmpty();
      assertThat(lines).hasSizeGreaterThan(1000);
    }
  }

  @Test
  void everyFormIsAsGnuAsWritesIt() throws IOException, InterruptedException {
    assumeTrue(GnuAssembler.installed(), "GNU as is not installed");
    var texts = FORMS.stream().map(AssembledForms.Assembled::text).toList();
    assertThat(different(GnuAssembler.lines(texts, folder))).isEmpty();
  }

  /** Our lines that are not theirs, with theirs beside them. */
  private static List<String> different(List<String> theirs) {
    assertThat(theirs.size()).isEqualTo(FORMS.size());
    return IntStream.range(0, theirs.size())
        .filter(i -> !line(FORMS.get(i)).equals(theirs.get(i)))
        .mapToObj(i -> line(FORMS.get(i)) + ", as: " + theirs.get(i))
        .toList();
  }

  private static String line(AssembledForms.Assembled form) {
    return HexFormat.of().formatHex(form.bytes()) + "\t" + form.text();
  }

  /** Writes the file of committed bytes anew, from GNU as: the argument is its path. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var texts = FORMS.stream().map(AssembledForms.Assembled::text).toList();
    var lines = GnuAssembler.lines(texts, Files.createTempDirectory("as"));
    Files.write(Path.of(arguments[0]), lines);
  }

  @Test
  void codeForAvx2RefusesWhatOnlyAvx512Has() {
    var code = new Assembler(VectorExtension.AVX2);
    var low = VectorRegister.ymm(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> code.emit(VectorInstruction.VADDPS, low, low, VectorRegister.ymm(16)))
        .withMessageContaining("vaddps")
        .withMessageContaining("AVX-512");
    var wide = VectorRegister.zmm(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> code.emit(VectorInstruction.VADDPS, wide, wide, wide));
  }

  @Test
  void operandsOfTheWrongFormAreRefused() {
    var code = new Assembler(VectorExtension.AVX512);
    var zmm = VectorRegister.zmm(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> code.emit(VectorInstruction.VADDPS, zmm, zmm))
        .withMessageContaining("RVM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> code.emit(VectorInstruction.VADDPS, zmm, zmm, VectorRegister.ymm(2)))
        .withMessageContaining("one width");
  }

  @Test
  void aJumpWithoutAPlaceToGoIsRefused() {
    var code = new Assembler(VectorExtension.AVX2);
    code.general().jump(GeneralInstructions.Condition.LESS, new Label());
    assertThatIllegalStateException().isThrownBy(code::code).withMessageContaining("never bound");
  }

  @Test
  void aLabelIsBoundOnce() {
    var code = new Assembler(VectorExtension.AVX2).general();
    var label = new Label();
    code.bind(label);
    assertThatIllegalStateException().isThrownBy(() -> code.bind(label));
  }
}
