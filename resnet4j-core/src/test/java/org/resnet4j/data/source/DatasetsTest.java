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
    assertThat(Datasets.card("mnist").normalisation()).contains(Normalise.mnist());
    assertThat(Datasets.card("mnist-sample").normalisation()).contains(Normalise.mnist());
    assertThat(Datasets.card("cifar10").normalisation()).contains(Normalise.cifar10());
  }

  @Test
  void whatHasNoNormalisationIsMeasured() {
    assertThat(Datasets.card("fashion-mnist").normalisation()).isEmpty();
    assertThat(Datasets.card("cifar100").normalisation()).isEmpty();
    assertThat(Datasets.card("my/folder").normalisation()).isEmpty();
  }

  @Test
  void digitsAreMnistAndItsSample() {
    var digits = Datasets.names().stream().filter(name -> Datasets.card(name).digits());
    assertThat(digits).containsExactly("mnist", "mnist-sample");
    assertThat(Datasets.card("my/folder").digits()).isFalse();
  }

  @Test
  void mnistAloneHasASample() {
    var sampled =
        Datasets.names().stream().filter(name -> Datasets.card(name).sample().isPresent());
    assertThat(sampled).containsExactly("mnist");
    assertThat(Datasets.card("mnist").sample()).contains("mnist-sample");
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
