package org.resnet4j.cli.export;

/** What {@code --format} names. */
enum ExportFormat {
  ONNX("network.onnx"),
  PTH("network.pth"),
  TORCHSCRIPT("network.pt"),
  SAFETENSORS("network.safetensors"),
  HUGGINGFACE("network");

  private final String usualName;

  ExportFormat(String usualName) {
    this.usualName = usualName;
  }

  /** What is written if nobody names it. */
  String usualName() {
    return usualName;
  }
}
