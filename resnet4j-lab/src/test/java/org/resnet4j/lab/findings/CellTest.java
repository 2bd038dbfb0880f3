package org.resnet4j.lab.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read and what programs get. */
final class CellTest {
  @Test
  void jsonHoldsNumbersInFullPrecision() throws JsonProcessingException {
    var row =
        List.of(Cell.text("conv1"), Cell.of(0.21987654321), Cell.of(1e-50), Cell.of(270L, "270"));
    var table = new Findings.Table("t", "", List.of("a", "b", "c", "d"), List.of(row));
    var json = FindingsJson.write(new Findings("", "", List.of(table)), "");
    var cells = new ObjectMapper().readTree(json).at("/tables/t/rows/0");
    assertThat(cells.toString()).isEqualTo("[\"conv1\",0.21987654321,1.0E-50,270]");
  }

  @Test
  void onlyZeroIsPrintedAsZero() {
    assertThat(Cell.of(0.0).printed()).isEqualTo("0");
    assertThat(Cell.of(4.4e-50).printed()).isEqualTo("4.40e-50");
    assertThat(Cell.of(4.4e-50).exact()).isEqualTo("4.4E-50");
    var underflow = Cell.of(ThreeDigits.UNDERFLOW);
    assertThat(underflow.printed()).isEqualTo("underflow");
    assertThat(underflow.number()).isEmpty();
    assertThat(Cell.of(Double.NaN).exact()).isEqualTo("overflow");
  }

  @Test
  void filesHoldADeviationInAColumnOfItsOwn() {
    var several = Cell.of(2.0497, "2.05 ± 0.56").plusMinus(0.5552);
    var rows =
        List.of(
            List.of(Cell.text("plain-20"), several, Cell.of(1L, "1")),
            List.of(Cell.text("plain-56"), Cell.text("diverged"), Cell.of(2L, "2")));
    var table = new Findings.Table("t", "", List.of("network", "error", "size"), rows).exact();
    assertThat(table.columns()).containsExactly("network", "error", "± error", "size");
    assertThat(table.rows().stream().map(row -> row.stream().map(Cell::exact).toList()))
        .containsExactly(
            List.of("plain-20", "2.0497", "0.5552", "1"),
            List.of("plain-56", "diverged", "–", "2"));
  }
}
