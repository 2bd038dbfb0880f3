package org.resnet4j.analyze;

import java.util.Arrays;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.model.Layer;

/** Small things to measure on. */
public final class Samples {
  private Samples() {}

  /** The reference engine in this precision. */
  public static Engine torch(Precision precision, Layer layer) {
    return Engines.open("torch", new EngineOptions(new Device.Cpu(), precision, 0), layer);
  }

  /** The first test digits of the sample that is inside the library. */
  public static Batch digits(int count) {
    var datasets = new Datasets(CachePaths.standard(), true, (what, done, total) -> {});
    var how = LoaderOptions.evaluation(count);
    var test = datasets.open("mnist-sample").test();
    try (var loader = Loader.once(test, Pipeline.of(Normalise.mnist()), how)) {
      return loader.next().orElseThrow().batch();
    }
  }

  /** Images of one channel with these pixels, one after another, all of class 0. */
  public static Batch images(int size, int height, int width, float... pixels) {
    var labels = new int[size];
    Arrays.fill(labels, 0);
    return new Batch(pixels, new ImageShape(1, height, width), new Targets.Labels(labels));
  }
}
