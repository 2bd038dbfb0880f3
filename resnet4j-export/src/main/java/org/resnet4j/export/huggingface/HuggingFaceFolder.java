package org.resnet4j.export.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.export.ExportException;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;

/**
 * A folder that {@code AutoModelForImageClassification.from_pretrained} loads as {@code
 * ResNetForImageClassification}: the ImageNet family, ResNet-18 to -152, of any number of classes.
 */
public final class HuggingFaceFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private HuggingFaceFolder() {}

  /**
   * Writes the folder; each file appears whole or not at all, the arrays last.
   *
   * @throws ExportException if transformers have no class for the network, if the card names
   *     another number of classes than the network has, or if a file cannot be written
   */
  public static void write(Path folder, Network network, ModelCard card) {
    int channels = network.weights().has("conv1.weight") ? channels(network) : 0;
    int classes = network.weights().has("fc.weight") ? classes(network) : 0;
    var config =
        (channels == 0 || classes == 0
                ? Optional.<ResNetConfig>empty()
                : ResNetConfig.of(network.layer(), channels, classes))
            .orElseThrow(
                () ->
                    new ExportException(
                        "transformers know ResNet-18, -34, -50, -101 and -152 with projection"
                            + " shortcuts, and this network is none of them; export it as onnx,"
                            + " torchscript, pth or safetensors"));
    if (classes != card.classes().size()) {
      throw new ExportException(
          "the network has %d classes, the card names %d"
              .formatted(classes, card.classes().size()));
    }
    try {
      AtomicFile.write(folder.resolve("config.json"), json(config(config, channels, card)));
      var reading = preprocessing(card.reading());
      AtomicFile.write(folder.resolve("preprocessor_config.json"), json(reading));
      AtomicFile.write(folder.resolve("README.md"), card.markdown());
    } catch (IOException e) {
      throw ExportException.writing(folder, e);
    }
    var arrays = new LinkedHashMap<String, NdArray>();
    network.weights().arrays().forEach((key, array) -> arrays.put(ResNetConfig.key(key), array));
    Safetensors.write(
        folder.resolve("model.safetensors"), new Weights(arrays), Map.of("format", "pt"));
  }

  private static int channels(Network network) {
    return network.weights().at("conv1.weight").shape().size(1);
  }

  private static int classes(Network network) {
    return network.weights().at("fc.weight").shape().size(0);
  }

  private static Map<String, Object> config(ResNetConfig net, int channels, ModelCard card) {
    var names = new LinkedHashMap<String, String>();
    var numbers = new LinkedHashMap<String, Integer>();
    for (int k = 0; k < card.classes().size(); k++) {
      names.put(Integer.toString(k), card.classes().get(k));
      numbers.put(card.classes().get(k), k);
    }
    var config = new LinkedHashMap<String, Object>();
    config.put("architectures", List.of("ResNetForImageClassification"));
    config.put("model_type", "resnet");
    config.put("num_channels", channels);
    config.put("embedding_size", 64);
    config.put("hidden_sizes", net.widths());
    config.put("depths", net.depths());
    config.put("layer_type", net.bottleneck() ? "bottleneck" : "basic");
    config.put("hidden_act", "relu");
    config.put("downsample_in_first_stage", false);
    config.put("downsample_in_bottleneck", net.strideInFirst());
    config.put("id2label", names);
    config.put("label2id", numbers);
    config.put("torch_dtype", "float32");
    return config;
  }

  private static Map<String, Object> preprocessing(ModelCard.Reading reading) {
    var config = new LinkedHashMap<String, Object>();
    config.put("image_processor_type", "BitImageProcessor");
    config.put("do_convert_rgb", true);
    config.put("do_resize", true);
    config.put("size", Map.of("shortest_edge", reading.resize()));
    config.put("resample", 2); // PIL's number for bilinear
    config.put("do_center_crop", true);
    config.put("crop_size", Map.of("height", reading.crop(), "width", reading.crop()));
    config.put("do_rescale", true);
    config.put("rescale_factor", 1 / 255.0);
    config.put("do_normalize", true);
    config.put("image_mean", reading.mean());
    config.put("image_std", reading.deviation());
    return config;
  }

  private static String json(Map<String, Object> value) throws JsonProcessingException {
    return JSON.writeValueAsString(value) + "\n";
  }
}
