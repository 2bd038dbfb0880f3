package org.resnet4j.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ToNumbers;

/** The views of one image as batches; consecutive views of one size share a batch. */
record Views(Protocol protocol, Pipeline normalisation, int batchSize) {

  List<Batch> of(Image image) {
    List<Batch> batches = new ArrayList<>();
    List<Image> together = new ArrayList<>();
    for (var view : inOrderOfSize(protocol.views(image))) {
      boolean fits = together.isEmpty() || together.getFirst().shape().equals(view.shape());
      if (!fits || together.size() == batchSize) {
        batches.add(batch(together));
        together.clear();
      }
      together.add(view);
    }
    batches.add(batch(together));
    return batches;
  }

  /** Mirror images come after all others; here each is grouped with its own size. */
  private static List<Image> inOrderOfSize(List<Image> views) {
    var shapes = views.stream().map(Image::shape).distinct().toList();
    return shapes.stream()
        .flatMap(shape -> views.stream().filter(view -> view.shape().equals(shape)))
        .toList();
  }

  private Batch batch(List<Image> images) {
    ImageShape shape = images.getFirst().shape();
    var numbers = new float[images.size() * shape.length()];
    var steps = new ToNumbers(normalisation.onNumbers());
    for (int i = 0; i < images.size(); i++) {
      steps.apply(images.get(i), numbers, i * shape.length(), Draws.of(0, 0, i));
    }
    var labels = new Targets.Labels(new int[images.size()]);
    return new Batch(numbers, shape, labels);
  }
}
