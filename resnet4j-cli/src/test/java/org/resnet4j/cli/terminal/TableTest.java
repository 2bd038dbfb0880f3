package org.resnet4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table fits the terminal and loses nothing. */
final class TableTest {
  private static final List<String> HEADS =
      List.of("condition", "plain-8", "plain-20", "plain-56", "ResNet-8", "ResNet-20", "ResNet-56");

  @AfterEach
  void forget() {
    System.clearProperty("resnet4j.columns");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 200})
  void everyCellIsThereWithinTheColumnsOfTheTerminal(int columns) {
    System.setProperty("resnet4j.columns", Integer.toString(columns));
    var table = new Table(HEADS.toArray(String[]::new));
    table.row("no norm, N(0, 0.01²), ReLU", "1.30e-06", "7.10e-18", "underflow", "0.5", "0.4", "9");
    table.row("batch norm, He, ReLU", "10.3", "64.5", "2.80e+04", "9.56", "18.5", "66.5");
    var out = new StringWriter();
    table.print(new PrintWriter(out, true));
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= columns);
    assertThat(out.toString().split("\\s+"))
        .contains("1.30e-06", "7.10e-18", "underflow", "2.80e+04", "66.5", "plain-56", "ResNet-56");
    boolean whole = columns == 200;
    assertThat(out.toString().lines().count() == 3).isEqualTo(whole);
  }
}
