package org.resnet4j.bench.page;

import java.util.Arrays;
import java.util.Optional;

/** What contenders' labels mean to a reader. */
enum Peer {
  VECTOR("resnet4j", "vector", false),
  TUNED("PyTorch, tuned", "eager|compiled|frozen", true),
  PYTORCH("PyTorch, as installed", "eager|compiled|frozen", false),
  DJL("DJL", "djl", false),
  SMILE("SMILE", "smile", false),
  DL4J("Deeplearning4j", "dl4j", false),
  ONNX_JAVA("ONNX Runtime, Java", "onnxjava", false),
  ONNX("ONNX Runtime", "onnx", false),
  OPENVINO("OpenVINO", "openvino", false),
  NCNN("ncnn", "ncnn", false);

  private final String words;
  private final String names;
  private final boolean allocator;

  Peer(String words, String names, boolean allocator) {
    this.words = words;
    this.names = names;
    this.allocator = allocator;
  }

  /** As readers call it. */
  String words() {
    return words;
  }

  /** Whose label this is; other engines of ours and other builds are nobody's. */
  static Optional<Peer> of(String label) {
    var name = label.replaceAll("[:+@].*", "");
    boolean preloads = label.contains("+");
    return Arrays.stream(values())
        .filter(peer -> name.matches(peer.names) && peer.allocator == preloads)
        .filter(peer -> peer != VECTOR || !label.contains("@"))
        .findFirst();
  }
}
