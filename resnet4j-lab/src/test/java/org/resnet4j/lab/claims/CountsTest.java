package org.resnet4j.lab.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.model.Cost;

class CountsTest {
  @Test
  void everyPrintedFigureIsOursToItsDigitsButVgg16s() {
    for (var one : Printed.ALL) {
      var cost = Cost.of(one.architecture().layer(), one.input());
      boolean size = Double.isNaN(one.multiplyAdds());
      double ours = size ? cost.parameters() / 1e6 : cost.multiplyAdds() / 1e9;
      double theirs = size ? one.millionParameters() : one.multiplyAdds() / 1e9;
      int digits = size && theirs < 1 ? 2 : 1;
      assertThat(ComplexityExperiment.agrees(ours, theirs, digits))
          .as(one.network())
          .isEqualTo(!one.network().equals("VGG-16"));
    }
  }

  @Test
  void aFigureAgreesRoundedOrCutAndNotBeyond() {
    assertThat(ComplexityExperiment.agrees(3.858, 3.8, 1)).isTrue();
    assertThat(ComplexityExperiment.agrees(3.858, 3.9, 1)).isTrue();
    assertThat(ComplexityExperiment.agrees(3.858, 3.7, 1)).isFalse();
    assertThat(ComplexityExperiment.agrees(15.47, 15.3, 1)).isFalse();
  }

  @Test
  void anUnknownExperimentAndAnUnknownDataSetAreNamedWithWhatThereIs() {
    assertThatThrownBy(() -> Experiments.of("gradients"))
        .hasMessageContaining("'gradients'")
        .hasMessageContaining("gradient-flow");
    var experiment = Experiments.of("degradation");
    var own = experiment.defaults();
    var odd = new LabSettings("pets", own.depths(), 1, 0, 8, 1, 0);
    assertThatThrownBy(() -> experiment.parts(odd))
        .hasMessageContaining("'pets'")
        .hasMessageContaining("cifar10");
  }

  @Test
  void everyExperimentHasItsPartsUnderDifferentNames() {
    for (var experiment : Experiments.all()) {
      assertThat(experiment.parts(experiment.defaults()))
          .as(experiment.name())
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .extracting(Part::id)
          .doesNotHaveDuplicates();
    }
  }
}
