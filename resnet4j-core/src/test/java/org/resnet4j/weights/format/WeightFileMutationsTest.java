package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.fuzz.Mutations;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.WeightsException;

/** Damaged weight files of every kind are read or refused, soon and small. */
class WeightFileMutationsTest {
  private static final int USUAL = 400;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"python.safetensors", "views.pth", "views-legacy.pth", "protocol5.pth"})
  void aDamagedFileIsReadOrRefused(String name) {
    var seen =
        Mutations.of(name, this::read)
            .from(Resources.bytes(name))
            .withWords("F32", "I64", "\"shape\":", "[0,", "9223372036854775807", "__metadata__")
            .refusedBy(WeightsException.class)
            .run(USUAL);
    assertThat(seen.refused()).isBetween(seen.cases() / 3, seen.cases());
  }

  /** Behind a right checksum, so that the damage reaches the machine that reads pickles. */
  @ParameterizedTest
  @ValueSource(strings = {"views.pth", "protocol5.pth", "module.pth"})
  void aDamagedPickleInASoundZipIsReadOrRefused(String name) throws IOException {
    try (var zip = new ZipFile(Resources.file(name).toFile())) {
      var seen =
          Mutations.of("pickle of " + name, pickle -> read(zipped(zip, "data.pkl", pickle)))
              .from(bytes(zip, "data.pkl"))
              .withWords("ccollections\nOrderedDict\n", ")R", "Q", "h\1", "(", "t", "u", "\u0094")
              .withWords("\u008A\u0008\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u007F", "e", "b")
              .refusedBy(WeightsException.class)
              .run(USUAL);
      assertThat(seen.refused()).isBetween(seen.cases() / 4, seen.cases());
    }
  }

  @Test
  void aDamagedArrayInASoundArchiveOfNumPyIsReadOrRefused() {
    String header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }";
    String npy = "\u0093NUMPY\1\0" + (char) (header.length() + 1) + "\0" + header + "\n";
    var seen =
        Mutations.of("npy", array -> read(zip(Map.of("a.npy", array))))
            .from((npy + "\0".repeat(24)).getBytes(StandardCharsets.ISO_8859_1))
            .withWords("'shape': (", "9999999999999, ", "|O", ">f8", "False", "(2, 3", "<u1", ", ")
            .refusedBy(WeightsException.class)
            .run(USUAL);
    assertThat(seen.refused()).isBetween(seen.cases() / 3, seen.cases() - 1);
  }

  @Test
  void aDamagedIndexIsReadOrRefused() throws IOException {
    Files.write(folder.resolve("one.safetensors"), Resources.bytes("python.safetensors"));
    String index =
        "{\"metadata\":{\"total_size\":9},\"weight_map\":{\"float\":\"one.safetensors\"}}";
    var seen =
        Mutations.of("index", this::read)
            .from(index.getBytes(StandardCharsets.UTF_8))
            .withWords("weight_map", "{", "}", "[[[[[[", "\"../one.bin\"", "null", "damaged", ":")
            .refusedBy(WeightsException.class)
            .run(USUAL);
    assertThat(seen.refused()).isBetween(seen.cases() / 3, seen.cases() - 1);
  }

  private void read(byte[] input) throws IOException {
    WeightFile.read(Files.write(folder.resolve("damaged"), input));
  }

  /** The zip, with other bytes under the name that ends like this. */
  private static byte[] zipped(ZipFile zip, String name, byte[] other) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      out.setLevel(0);
      for (var entry : zip.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().endsWith("/" + name)
                ? other
                : zip.getInputStream(entry).readAllBytes());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    var entry = zip.stream().filter(e -> e.getName().endsWith("/" + name)).findFirst();
    return zip.getInputStream(entry.orElseThrow()).readAllBytes();
  }
}
