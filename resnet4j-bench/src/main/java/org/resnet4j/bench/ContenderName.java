package org.resnet4j.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A contender as it is typed: {@code NAME[:PRECISION][+ALLOCATOR.so][@ELSEWHERE]}, in this order.
 *
 * @param name one of {@link #PRECISIONS}' keys
 * @param precision what it computes in; {@code fp32} if none is typed
 * @param allocator a library to preload
 * @param elsewhere another class path of ours, or another Python of a peer
 */
record ContenderName(
    String name, String precision, Optional<Path> allocator, Optional<String> elsewhere) {
  /** The contenders, and what each can compute in. */
  static final Map<String, List<String>> PRECISIONS =
      Map.ofEntries(
          Map.entry("vector", List.of("fp32", "bf16", "int8")),
          Map.entry("plain", List.of("fp32")),
          Map.entry("torch", List.of("fp32", "bf16")),
          Map.entry("eager", List.of("fp32", "bf16")),
          Map.entry("compiled", List.of("fp32", "bf16", "int8")),
          Map.entry("frozen", List.of("fp32", "bf16")),
          Map.entry("onnx", List.of("fp32", "int8", "qdq")),
          Map.entry("onnxjava", List.of("fp32", "int8")),
          Map.entry("openvino", List.of("fp32", "bf16", "int8")),
          Map.entry("djl", List.of("fp32")),
          Map.entry("dl4j", List.of("fp32")),
          Map.entry("smile", List.of("fp32")),
          Map.entry("ncnn", List.of("fp32")));

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]+)(?::([a-z0-9]+))?(?:\\+([^@]+))?(?:@(.+))?");

  /**
   * Reads a contender's name.
   *
   * @throws IllegalArgumentException if nobody is called so, it cannot compute so, or the allocator
   *     is no file
   */
  static ContenderName of(String label) {
    var form = FORM.matcher(label);
    if (!form.matches() || !PRECISIONS.containsKey(form.group(1))) {
      throw new IllegalArgumentException(
          "'%s' is no contender; write NAME[:PRECISION][+ALLOCATOR.so][@ELSEWHERE] with one of %s"
              .formatted(label, String.join(", ", PRECISIONS.keySet().stream().sorted().toList())));
    }
    var name = form.group(1);
    var precision = Optional.ofNullable(form.group(2)).orElse("fp32");
    var known = PRECISIONS.getOrDefault(name, List.of());
    if (!known.contains(precision)) {
      throw new IllegalArgumentException(
          "'%s': %s computes in %s here, not in %s"
              .formatted(label, name, String.join(" and ", known), precision));
    }
    var allocator = Optional.ofNullable(form.group(3)).map(Path::of);
    if (allocator.isPresent() && !Files.isRegularFile(allocator.get())) {
      throw new IllegalArgumentException(
          "'%s': there is no library %s to preload; a precision comes before it, as in eager:bf16+…"
              .formatted(label, allocator.get()));
    }
    return new ContenderName(name, precision, allocator, Optional.ofNullable(form.group(4)));
  }

  /** Without folders: {@code eager+/usr/lib/libtcmalloc_minimal.so.4} is eager+tcmalloc. */
  static String brief(String label) {
    return label.replaceAll("([+@]).*/(?:lib)?([a-z0-9]+)[^/]*$", "$1$2");
  }
}
