package org.resnet4j.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.published.ImageNetClasses;

/** What transformers and timm write beside weights. */
final class FolderConfigTest {
  @TempDir Path folder;

  private static final String RESNET18 =
      """
      {"architectures": ["ResNetForImageClassification"], "model_type": "resnet", "depths": [2, 2, 2, 2],
       "hidden_sizes": [64, 128, 256, 512], "layer_type": "basic", "embedding_size": 64,
       "hidden_act": "relu", "downsample_in_first_stage": false, "downsample_in_bottleneck": false,
       "num_channels": 3, "id2label": {"0": "cat", "2": "eel", "1": "dog"}}
      """;

  private Described described(String config) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    return Said.described(FolderConfig.of(folder));
  }

  private Pipeline processed(String processor) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), processor);
    return described(RESNET18).pipeline().orElseThrow();
  }

  @Test
  void transformersNameTheNetworkByItsStagesAndItsClassesByNumber() throws IOException {
    var described = described(RESNET18);
    assertThat(described.model()).contains(new NamedModel("resnet18", Map.of()));
    assertThat(described.classes()).contains(List.of("cat", "dog", "eel"));
    assertThat(described.pipeline()).isEmpty();
    assertThat(described("{\"model_type\": \"resnet\"}"))
        .isEqualTo(
            new Described(
                Optional.of(new NamedModel("resnet50", Map.of())),
                Optional.of(List.of("LABEL_0", "LABEL_1")),
                Optional.empty()));
    assertThat(
            described("{\"model_type\": \"resnet\", \"downsample_in_bottleneck\": true}").model())
        .contains(new NamedModel("resnet50", Map.of("stride-placement", "paper")));
  }

  /** The processor of microsoft/resnet-50, in the form of 2022. */
  @Test
  void aConvNextProcessorResizesByItsShareOfTheCrop() throws IOException {
    assertThat(
            processed(
                """
                {"crop_pct": 0.875, "do_normalize": true, "do_resize": true,
                 "feature_extractor_type": "ConvNextFeatureExtractor",
                 "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
                 "resample": 3, "size": 224}
                """))
        .isEqualTo(
            Pipeline.of(
                new Resize(256, Interpolation.BICUBIC), new CentreCrop(224), Normalise.imagenet()));
    assertThat(
            processed(
                """
                {"image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 384},
                 "resample": 2, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
                """))
        .isEqualTo(
            Pipeline.of(
                new ResizeTo(384, 384),
                new Normalise(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5))));
  }

  @Test
  void aPlainProcessorResizesAndCrops() throws IOException {
    assertThat(
            processed(
                """
                {"image_processor_type": "BitImageProcessor", "do_resize": true, "resample": 2,
                 "size": {"shortest_edge": 256}, "do_center_crop": true,
                 "crop_size": {"height": 224, "width": 224}, "do_rescale": true,
                 "rescale_factor": 0.00392156862745098, "do_normalize": true,
                 "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
                """))
        .isEqualTo(Pipeline.of(new Resize(256), new CentreCrop(224), Normalise.imagenet()));
  }

  @Test
  void timmNamesTheArchitectureAndHowItWasEvaluated() throws IOException {
    var described =
        described(
            """
            {"architecture": "resnet50", "num_classes": 1000, "num_features": 2048,
             "pretrained_cfg": {"tag": "a1_in1k", "input_size": [3, 224, 224],
               "test_input_size": [3, 288, 288], "interpolation": "bicubic", "crop_pct": 0.95,
               "crop_mode": "center", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225],
               "num_classes": 1000, "first_conv": "conv1", "classifier": "fc"}}
            """);
    assertThat(described.model()).contains(new NamedModel("resnet50", Map.of()));
    assertThat(described.classes()).contains(ImageNetClasses.NAMES);
    assertThat(described.pipeline())
        .contains(
            Pipeline.of(
                new Resize(235, Interpolation.BICUBIC), new CentreCrop(224), Normalise.imagenet()));
    var named =
        described(
            """
            {"architecture": "resnet18", "num_classes": 2, "label_names": ["no", "yes"],
             "pretrained_cfg": {"input_size": [3, 64, 64], "interpolation": "bilinear",
               "crop_pct": 1.0, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}
            """);
    assertThat(named.classes()).contains(List.of("no", "yes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | neither transformers' 'model_type' nor timm's",
        "[1] | no JSON object",
        "{\"model_type\" | no JSON",
        "{\"model_type\": \"vit\"} | 'model_type' is vit",
        "{\"model_type\": \"resnet\", \"depths\": [1, 1]} | no ResNet of bottleneck layers in"
            + " stages of [1, 1]",
        "{\"model_type\": \"resnet\", \"depths\": \"many\"} | 'depths' is no list of numbers",
        "{\"model_type\": \"resnet\", \"hidden_act\": \"gelu\"} | 'hidden_act' is gelu where relu"
            + " is known",
        "{\"model_type\": \"resnet\", \"id2label\": {\"0\": \"a\", \"2\": \"b\"}} | has no class 1",
        "{\"architecture\": \"resnet50d\"} | timm's resnet50d is not a network that is known here",
        "{\"architecture\": \"resnet50\", \"input_size\": [3, 224, 192]} | only squares are known",
      })
  void whatIsNotKnownIsOneSentenceWithTheFile(String config, String words) {
    assertThatThrownBy(() -> described(config))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }
}
