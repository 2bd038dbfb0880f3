package org.resnet4j.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.torch.libtorch.Natives;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.torch.libtorch.Trial;
import org.resnet4j.weights.Network;

/** The reference: every layer, autograd, float64, bf16, CUDA. */
final class TorchEngine implements Engine {
  private final Place place;
  private final int threads;
  private final List<String> warnings;

  TorchEngine(EngineOptions options) {
    this.threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    Natives.load(threads);
    boolean cheapBfloat16 = options.device() instanceof Device.Cuda || Processor.computesBfloat16();
    var precision =
        switch (options.precision()) {
          case AUTO -> cheapBfloat16 ? Precision.BF16 : Precision.FP32;
          case FP32, BF16, FP64 -> options.precision();
        };
    this.place = new Place(options.device(), precision);
    var warnings = new ArrayList<String>();
    if (precision == Precision.BF16 && !cheapBfloat16) {
      warnings.add(priceOfBfloat16(Trial.priceOfBfloat16()));
    }
    Natives.limit().ifPresent(bytes -> warnings.add(limitOfNativeMemory(bytes)));
    this.warnings = List.copyOf(warnings);
  }

  static String limitOfNativeMemory(long bytes) {
    return ("JavaCPP stops this process at %d MB of native memory, though more may be free; start"
            + " the JVM with the flags that 'resnet4j doctor --jvm-flags' prints")
        .formatted(bytes >> 20);
  }

  static String priceOfBfloat16(double price) {
    return ("this processor does not compute bf16 natively: a matrix product takes %.0f times as"
            + " long as in fp32 (measured just now); use --precision fp32")
        .formatted(price);
  }

  @Override
  public String name() {
    return "torch";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "libtorch %s, %s, %s, %d thread%s",
        Natives.version(),
        place.device(),
        place.precision().name().toLowerCase(java.util.Locale.ROOT),
        threads,
        threads == 1 ? "" : "s");
  }

  @Override
  public Precision precision() {
    return place.precision();
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** It supports every layer. */
  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    return new TorchTraining(network, options, place);
  }

  @Override
  public Predictor prediction(Network network) {
    return new TorchPredictor(network, place);
  }

  @Override
  public void close() {}
}
