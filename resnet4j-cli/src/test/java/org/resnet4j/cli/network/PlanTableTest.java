package org.resnet4j.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.terminal.Answer;

/** Plans of engines that nobody here has written. */
final class PlanTableTest {
  @ParameterizedTest
  @ValueSource(strings = {"one line", "a step\n\n12 bytes", "", "conv1  conv  direct"})
  void aPlanOfAnotherFormIsPrintedAsItIs(String plan) {
    var out = new StringWriter();
    PlanTable.print(plan, new Answer(), new PrintWriter(out));
    assertThat(out.toString().strip()).isEqualTo(plan);
  }
}
