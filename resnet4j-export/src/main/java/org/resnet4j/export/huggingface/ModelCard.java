package org.resnet4j.export.huggingface;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is told of a network beside its arrays.
 *
 * @param name its title
 * @param classes names of the outputs, in order
 * @param reading how a picture becomes numbers
 * @param license an SPDX identifier in lower case, as Hugging Face wants it; empty: not stated
 * @param facts lines for people: recipe, data, results
 */
public record ModelCard(
    String name, List<String> classes, Reading reading, String license, Map<String, String> facts) {
  public ModelCard {
    classes = List.copyOf(classes);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * How a picture becomes numbers: resized by its shorter side with a bilinear filter, cropped in
   * the middle, scaled to 0 to 1, normalised.
   *
   * @param resize the shorter side, in pixels
   * @param crop the side of the crop, in pixels
   * @param mean one a channel
   * @param deviation one a channel
   */
  public record Reading(int resize, int crop, List<Double> mean, List<Double> deviation) {
    public Reading {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
    }

    /** torchvision's for ImageNet: 256, 224, and the data set's mean and deviation. */
    public static Reading imageNet() {
      return new Reading(256, 224, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    }
  }

  /** The card as {@code README.md}. */
  String markdown() {
    var head = new StringBuilder("---\n");
    if (!license.isEmpty()) {
      head.append("license: ").append(license).append('\n');
    }
    head.append("library_name: transformers\npipeline_tag: image-classification\n");
    head.append("tags:\n- resnet\n- vision\n- resnet4j\n---\n\n# ").append(line(name));
    var rows =
        facts.entrySet().stream()
            .map(fact -> "| %s | %s |\n".formatted(cell(fact.getKey()), cell(fact.getValue())))
            .collect(Collectors.joining());
    var table = rows.isEmpty() ? "" : "\n| | |\n| --- | --- |\n" + rows;
    return String.format(
        Locale.ROOT,
        """
        %s

        A residual network (He, Zhang, Ren and Sun 2015, arXiv:1512.03385) of %d classes, exported by
        resnet4j. Pictures are resized to %d pixels by their shorter side (bilinear), cropped to
        %d × %d in the middle and normalised by mean %s and deviation %s.
        %s
        ```python
        from transformers import AutoImageProcessor, AutoModelForImageClassification
        from PIL import Image

        processor = AutoImageProcessor.from_pretrained(".")
        model = AutoModelForImageClassification.from_pretrained(".")
        logits = model(**processor(Image.open("picture.jpg"), return_tensors="pt")).logits
        print(model.config.id2label[logits.argmax(-1).item()])
        ```
        """,
        head,
        classes.size(),
        reading.resize(),
        reading.crop(),
        reading.crop(),
        reading.mean(),
        reading.deviation(),
        table);
  }

  private static String cell(String text) {
    return line(text).replace("|", "\\|");
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
