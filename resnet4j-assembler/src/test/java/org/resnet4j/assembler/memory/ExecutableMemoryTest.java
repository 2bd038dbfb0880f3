package org.resnet4j.assembler.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.VectorExtension;

/** Pages of code: executable, never writable at the same time, freed with their arena. */
final class ExecutableMemoryTest {
  private static final MethodHandle CALL =
      NativeCalls.toCode(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  @BeforeEach
  void onLinux() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    assumeTrue(System.getProperty("os.arch").equals("amd64"));
  }

  @Test
  void codeOfOurOwnIsCalled() throws Throwable {
    try (var arena = Arena.ofConfined()) {
      var code = ExecutableMemory.place(addSeven(), arena).orElseThrow();
      assertThat((long) CALL.invokeExact(code, 35L)).isEqualTo(42);
    }
  }

  @Test
  void noPageIsWritableAndExecutableAtOnce() throws IOException {
    try (var arena = Arena.ofConfined()) {
      var code = ExecutableMemory.place(addSeven(), arena).orElseThrow();
      assertThat(rights(code)).isEqualTo("r-xp");
    }
  }

  @Test
  void pagesGoBackWithTheirArena() throws IOException {
    MemorySegment code;
    try (var arena = Arena.ofConfined()) {
      code = ExecutableMemory.place(addSeven(), arena).orElseThrow();
    }
    assertThat(rights(code)).isNotEqualTo("r-xp");
  }

  @Test
  void codeThatIsFreedIsNotCalled() {
    MemorySegment code;
    try (var arena = Arena.ofConfined()) {
      code = ExecutableMemory.place(addSeven(), arena).orElseThrow();
    }
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              long unexpected = (long) CALL.invokeExact(code, 35L);
            })
        .withMessageContaining("closed");
  }

  private static byte[] addSeven() {
    var code = new Assembler(VectorExtension.AVX2);
    code.general().lea(GeneralRegister.RAX, Address.at(GeneralRegister.RDI, 7));
    code.general().ret();
    return code.code();
  }

  /** What may be done with the page of this address, as Linux prints it. */
  private static String rights(MemorySegment code) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      var words = line.split("[ -]", 3);
      long from = Long.parseUnsignedLong(words[0], 16);
      long to = Long.parseUnsignedLong(words[1], 16);
      if (code.address() >= from && code.address() < to) {
        return words[2].substring(0, 4);
      }
    }
    return "unmapped";
  }
}
