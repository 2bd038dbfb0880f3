package org.resnet4j.spark.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.resnet4j.weights.WeightsException;

/**
 * Weights as they travel: the bytes of their file, or of those files of a folder that a classifier
 * reads. A class with plain fields, which every serializer of Spark's knows.
 */
public final class SentWeights implements Serializable {
  private static final long serialVersionUID = 1;
  private static final List<String> OF_FOLDERS = List.of("model.safetensors", "pytorch_model.bin");

  /** The file that is opened, within the files' folder; empty: the folder itself. */
  private final String opened;

  /** By name. */
  private final HashMap<String, byte[]> files;

  private SentWeights(String opened, HashMap<String, byte[]> files) {
    this.opened = opened;
    this.files = files;
  }

  /**
   * Reads weights.
   *
   * @param weights a file, also an index of several, or the folder of a run or as Hugging Face or
   *     timm publish it
   * @return their bytes
   * @throws WeightsException if they are not there or cannot be read, or a file has 2 GiB or more
   */
  public static SentWeights read(Path weights) {
    try {
      if (Files.isDirectory(weights)) {
        return new SentWeights("", bytes(weights, ofFolder(weights)));
      }
      if (!Files.isRegularFile(weights)) {
        throw new WeightsException("there is no file or folder %s".formatted(weights));
      }
      var name = weights.getFileName().toString();
      var folder = weights.toAbsolutePath().getParent();
      return new SentWeights(name, bytes(folder, ofFile(weights, name)));
    } catch (IOException e) {
      throw WeightsException.reading(weights, e);
    }
  }

  private static List<String> ofFolder(Path folder) throws IOException {
    var names = new ArrayList<String>();
    try (var inside = Files.newDirectoryStream(folder)) {
      for (var file : inside) {
        var name = file.getFileName().toString();
        if (name.endsWith(".json") && Files.isRegularFile(file)) {
          names.add(name);
        }
      }
    }
    names.add(
        OF_FOLDERS.stream()
            .filter(name -> Files.isRegularFile(folder.resolve(name)))
            .findFirst()
            .orElseThrow(
                () -> new WeightsException("%s has no model.safetensors".formatted(folder))));
    return names;
  }

  /** An index names further files beside it. */
  private static List<String> ofFile(Path file, String name) throws IOException {
    var names = new TreeSet<String>(List.of(name));
    if (name.endsWith(".index.json")) {
      new ObjectMapper()
          .readTree(Files.readAllBytes(file))
          .path("weight_map")
          .forEach(part -> names.add(part.asText()));
    }
    return List.copyOf(names);
  }

  private static HashMap<String, byte[]> bytes(Path folder, List<String> names) throws IOException {
    var all = new HashMap<String, byte[]>();
    for (var name : names) {
      var file = folder.resolve(name);
      if (Files.size(file) >= Integer.MAX_VALUE) {
        throw new WeightsException(
            "%s has 2 GiB or more, which Spark cannot send to its executors".formatted(file));
      }
      all.put(name, Files.readAllBytes(file));
    }
    return all;
  }

  /**
   * Writes them into a folder.
   *
   * @param folder an empty one
   * @return what a classifier opens
   * @throws IOException if they cannot be written
   */
  Path unpack(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return opened.isEmpty() ? folder : folder.resolve(opened);
  }

  /** {@return the SHA-256 of all files and their names, in hexadecimal digits} */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var name : new TreeSet<>(files.keySet())) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(files.get(name));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
