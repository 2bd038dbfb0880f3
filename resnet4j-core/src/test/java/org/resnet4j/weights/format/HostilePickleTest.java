package org.resnet4j.weights.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.WeightsException;

class HostilePickleTest {
  private static final String TENSOR =
      "ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\n"
          + "X\1\0\0\0"
          + "0X\3\0\0\0cpuK%stQK\0(%s(%s\u0089NtR";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cos\\nsystem\\n(X\\5touch\\tR. | os.system",
        "cposix\\nsystem\\n. | posix.system",
        "cbuiltins\\neval\\n. | builtins.eval",
        "c__builtin__\\nexec\\n. | __builtin__.exec",
        "ctorch\\nload\\n. | torch.load",
        "ctorch.storage\\n_load_from_bytes\\n. | torch.storage._load_from_bytes",
        "ccollections\\nOrderedDict.__class__\\n. | collections.OrderedDict.__class__",
        "cnumpy\\nload\\n. | numpy.load",
      })
  void aNameToCallIsToldAndNothingRuns(String pickle, String name) throws IOException {
    assertRefused(
        pickle.replace("\\n", "\n").replace("\\t", "\t"), name + "; nothing was executed");
  }

  @Test
  void aNameOnTheStackIsNoWayAround() throws IOException {
    assertRefused("\u008C\2os\u008C\6system\u0093.", "os.system; nothing was executed");
    assertRefused("]\u008C\6system\u0093.", "by something other than a string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i | the code 0x69", // INST: a class by another way
        "o | the code 0x6F",
        "Pos.system\\n | the code 0x50",
        "} | no weights",
        "'' | ends too early",
        "\\u008B\\u00FF\\u00FF\\u00FF\\u007F | an integer of 2147483647 bytes",
        "\\u008B\\u00FF\\u00FF\\u00FF\\u00FF | an integer of -1 bytes",
        "X\\u00FF\\u00FF\\u00FF\\u007Fa | a string of 2147483647 bytes",
        "B\\u00FF\\u00FF\\u00FF\\u00FFa | a string of -1 bytes",
        "R | empty stack",
        "K\\u0001K\\u0001R | no list where one is required",
        "K\\u0001)R | calls something that is not a function",
        "K\\u0001K\\u0001a | appends to something that is not a list",
        ")K\\u0001a | appends to something that is not a list",
        "((K\\u0001tK\\u0001a | appends to something that is not a list",
        "(K\\u0001t(K\\u0001e | appends to something that is not a list",
        "h\\u0007. | recalls a value that it never stored",
        "t | closes a group that it never opened",
        "}(K\\u0001u | a key and no value",
        "]K\\u0001K\\u0001s | no dict where one is required",
        "\\u0080\\u0001 | of protocol 1",
        "\\u0080\\u0006 | of protocol 6",
      })
  void aBrokenPickleIsRefused(String pickle, String told) throws IOException {
    var unescaped = new StringBuilder();
    for (int i = 0; i < pickle.length(); i++) {
      if (pickle.startsWith("\\u", i)) {
        unescaped.append((char) Integer.parseInt(pickle.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        unescaped.append(pickle.charAt(i));
      }
    }
    assertRefused(unescaped + (told.contains("no weights") ? "." : ""), told);
  }

  @Test
  void deepNestingNeitherOverflowsNorHangs() throws IOException {
    assertRefused("}X\1\0\0\0a".repeat(100_000) + "}" + "s".repeat(100_000) + ".", "no weights");
    assertRefused("(".repeat(3_000_000), "more than 2000000 objects");
    assertRefused("]".repeat(3_000_000), "more than 2000000 objects");
  }

  @Test
  void aMemoBombDoesNotUnfold() throws IOException {
    // each list holds the one before it ten times: 10^30 paths to the first
    var bomb = new StringBuilder("]q\0");
    for (int i = 1; i <= 30; i++) {
      bomb.append("](" + ("h" + (char) (i - 1)).repeat(10) + "eq" + (char) i);
    }
    assertRefused(bomb + ".", "no weights");
  }

  @Test
  void aListWithinItselfEnds() throws IOException {
    assertRefused("]q\0h\0a.", "no weights");
    assertRefused("}q\0X\1\0\0\0ah\0s.", "no weights");
    assertRefused("ccollections\nOrderedDict\n]q\0h\0a\u0085R.", "too few arguments");
  }

  @Test
  void tensorsStayWithinTheirStorage() throws IOException {
    String one = "K\1t";
    assertThat(
            PyTorchCheckpoint.read(zip("}X\1\0\0\0a" + tensor("\4", "K\4t", one) + "s.", 16))
                .keys())
        .containsExactly("a");
    assertRefused(named(tensor("\4", "K\5t", one)), 16, "'a' reaches beyond its storage");
    assertRefused(named(tensor("\4", "K\2t", "K\4t")), 16, "'a' reaches beyond its storage");
    assertRefused(named(tensor("\4", "K\2t", "J\u00FF\u00FF\u00FF\u00FFt")), 16, "reaches beyond");
    assertRefused(named(tensor("\4", "J\0\0\0\u0080t", one)), 16, "claims the shape");
    assertRefused(named(tensor("\4", "K\2K\2t", one)), 16, "one stride per axis");
    assertRefused(named(tensor("\4", "K\4t", one)), 12, "has 12 bytes, its tensors need 16");
    // one number seen as two thousand million
    assertRefused(named(tensor("\1", "J\0\0\0\u007Ft", "K\0t")), 4, "where it stores 1");
  }

  /** 564 bytes once took 8.6 GB and 40 s: four expanded numbers, beside storages of nobody. */
  @Test
  void storagesThatNobodyUsesCountForNothing() throws IOException {
    var pickle = new StringBuilder("}X\1\0\0\0a" + tensor("\1", "J\0\0\0\10t", "K\0t") + "s");
    for (int i = 1; i < 9; i++) {
      String claim = "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0%dX\3\0\0\0cpu%stQ0";
      pickle.append(claim.formatted(i, "J\u00F0\u00FF\u00FF\u007F"));
    }
    assertRefused(pickle + ".", 4, "its tensors claim 134217728 numbers where it stores 1");
  }

  @Test
  void anOffsetNearTheEndOfNumbersIsBeyondTheStorage() throws IOException {
    String last = "\u008A\10\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u007F"; // 2^63 - 1
    for (String offset : new String[] {last, "K\5", "J\u00FF\u00FF\u00FF\u00FF"}) {
      String far = tensor("\4", "K\2t", "K\1t").replace("tQK\0", "tQ" + offset);
      assertRefused(named(far), 16, "'a' reaches beyond its storage");
    }
  }

  @Test
  void aCallOfSharedArgumentsCannotBeRepeatedWithoutEnd() throws IOException {
    String pairs = "](" + "X\1\0\0\0aN\u0086".repeat(10_000) + "e\u0085q\1";
    assertRefused(
        pairs + "ccollections\nOrderedDict\nq\2" + "h\2h\1R0".repeat(100_000) + ".",
        "more than 2000000 objects");
    String dict = "}(" + "X\1\0\0\0aN".repeat(10_000) + "uq\1";
    assertRefused(dict + "cargparse\nNamespace\n)R" + "h\1b".repeat(100_000) + ".", "no weights");
  }

  @Test
  void longPathsAreNotSpelledForEveryItem() throws IOException {
    String key = "X\0\0\u0010\0" + "k".repeat(1 << 20);
    assertRefused("}" + key + "](" + "K\1".repeat(500_000) + "es.", "it holds no weights");
    assertRefused("}" + key + tensor("\4", "K\4t", "K\1t") + "s.", "too long name");
  }

  @Test
  void aListWithinItselfIsNoKeyOfAStorage() throws IOException {
    var legacy = new String(Resources.bytes("views-legacy.pth"), ISO_8859_1);
    int keys = legacy.lastIndexOf("\u0080\2]");
    var file = folder.resolve("legacy.pth");
    String loop = "\u0080\2]q\0h\0a.";
    Files.write(file, (legacy.substring(0, keys) + loop + " ".repeat(2000)).getBytes(ISO_8859_1));
    assertThatThrownBy(() -> PyTorchCheckpoint.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("its list of storages does not fit its tensors");
  }

  @Test
  void aZipBombIsNotInflated() throws IOException {
    var file = folder.resolve("bomb.pth");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      long elements = 60_000_000;
      String count = "";
      for (int i = 0; i < 4; i++) {
        count += (char) (elements >> 8 * i & 0xFF);
      }
      zip.write(
          named(tensor("\1", "J" + count + "t", "K\1t"))
              .replace("cpuK\1", "cpuJ" + count)
              .getBytes(ISO_8859_1));
      zip.putNextEntry(new ZipEntry("archive/data/0"));
      writeZeros(zip, 4 * elements);
    }
    assertThatThrownBy(() -> PyTorchCheckpoint.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("inflates to far more than its weights need");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      writeZeros(zip, 100_000_000);
    }
    assertThatThrownBy(() -> PyTorchCheckpoint.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("its archive/data.pkl claims 100000000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../data.pkl", "/etc/data.pkl"})
  void namesInAZipLeadNowhere(String name) throws IOException {
    var file = folder.resolve("names.pth");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write("}.".getBytes(ISO_8859_1));
    }
    assertThatThrownBy(() -> PyTorchCheckpoint.read(file)).isInstanceOf(WeightsException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPlainZipOrTextIsTold() throws IOException {
    var file = folder.resolve("plain.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
    }
    assertThatThrownBy(() -> WeightFile.read(file)).hasMessageContaining("its zip has no data.pkl");
    Files.writeString(file, "these are no weights");
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("is neither a safetensors file nor a PyTorch checkpoint");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> WeightFile.read(file)).isInstanceOf(WeightsException.class);
  }

  private static String tensor(String elements, String sizes, String strides) {
    return TENSOR.formatted(elements, sizes, strides);
  }

  private static String named(String tensor) {
    return "}X\1\0\0\0a" + tensor + "s.";
  }

  private void assertRefused(String pickle, String told) throws IOException {
    assertRefused(pickle, 16, told);
  }

  private void assertRefused(String pickle, int storageBytes, String told) throws IOException {
    var file = zip(pickle, storageBytes);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> PyTorchCheckpoint.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(told));
  }

  private Path zip(String pickle, int storageBytes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle.getBytes(ISO_8859_1));
      zip.putNextEntry(new ZipEntry("archive/data/0"));
      zip.write(new byte[storageBytes]);
    }
    return Files.write(folder.resolve("hostile.pth"), bytes.toByteArray());
  }

  private static void writeZeros(OutputStream out, long count) throws IOException {
    var zeros = new byte[1 << 20];
    for (long left = count; left > 0; left -= zeros.length) {
      out.write(zeros, 0, (int) Math.min(left, zeros.length));
    }
  }
}
