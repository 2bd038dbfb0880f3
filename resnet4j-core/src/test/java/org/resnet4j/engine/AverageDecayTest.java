package org.resnet4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AverageDecayTest {
  /** tf.train.ExponentialMovingAverage: min(decay, (1 + num_updates) / (10 + num_updates)). */
  @Example
  void warmsUpAsTensorFlowDoes() {
    var decay = new AverageDecay(0.99, true);
    assertThat(decay.at(1)).isCloseTo(2 / 11.0, within(1e-15));
    assertThat(decay.at(90)).isCloseTo(0.91, within(1e-15));
    assertThat(decay.at(890)).isCloseTo(0.99, within(1e-15));
    assertThat(decay.at(1_000_000)).isEqualTo(0.99);
    assertThat(AverageDecay.constant(0.99).at(1)).isEqualTo(0.99);
  }

  @Example
  void spansAtMostATenthOfTheTraining() {
    assertThat(AverageDecay.over(0.9998, 90).most()).isCloseTo(1 - 1 / 9.0, within(1e-15));
    assertThat(AverageDecay.over(0.9998, 375_000).most()).isEqualTo(0.9998);
    assertThat(AverageDecay.over(0.9998, 7).at(7)).as("no average of so few").isZero();
  }

  /** The part of the first weights that is left at the end of a training. */
  @Property
  void theFirstWeightsAreForgotten(@ForAll @LongRange(min = 1, max = 5000) long updates) {
    var decay = AverageDecay.over(0.9998, updates);
    double left = 1;
    for (long t = 1; t <= updates; t++) {
      left *= decay.at(t);
    }
    assertThat(left).isLessThan(1e-4);
  }
}
