package org.resnet4j.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.DataException;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.fetch.Progress;

class DatasetsTest {
  @TempDir Path cache;

  @Test
  void aKnownDataSetCarriesItsNormalisation() {
    assertThat(Datasets.normalisation("mnist")).contains(Normalise.mnist());
    assertThat(Datasets.normalisation("mnist-sample")).contains(Normalise.mnist());
    assertThat(Datasets.normalisation("cifar10")).contains(Normalise.cifar10());
  }

  @Test
  void whatHasNoNormalisationIsMeasured() {
    assertThat(Datasets.normalisation("fashion-mnist")).isEmpty();
    assertThat(Datasets.normalisation("cifar100")).isEmpty();
    assertThat(Datasets.normalisation("my/folder")).isEmpty();
  }

  @Test
  void furtherSourcesAreForKnownDataSetsOnly() {
    var datasets = new Datasets(cache, true, Progress.SILENT);
    Map<String, List<Source>> sources = Map.of("mnits", List.of(new Folder("elsewhere")));
    assertThatThrownBy(() -> datasets.alsoFrom(sources))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("mnits");
  }
}
