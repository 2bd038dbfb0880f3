package org.resnet4j.lab.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Mark;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;

final class FigureTest {
  private static Lines panel(double most) {
    var curve = new Series("", new double[] {1, 2}, new double[] {0, most}, false, 0);
    return new Lines("", "x", "y", Scale.LINEAR, Scale.LINEAR, List.of(curve));
  }

  @Test
  void panelsSideBySideSpanTheSameValuesAndDrawTheirOwn() {
    var panels = Figure.sharingAxes(panel(1), panel(50).marked(List.of(new Mark(2, "fc"))));
    assertThat(panels.get(0).spanned()).isEqualTo(panels.get(1).spanned()).hasSize(2);
    assertThat(panels.get(0).series()).hasSize(1);
    assertThat(panels.get(1).marks()).containsExactly(new Mark(2, "fc"));
  }

  @Test
  void aHeatMapIsCountedFromOneIfNothingElseIsSaid() {
    var map = new HeatMap("", "x", "y", "v", new double[3][5], 0, 1, Scale.LINEAR);
    assertThat(map.across()).isEqualTo(new Figure.Extent(1, 5));
    assertThat(map.up()).isEqualTo(new Figure.Extent(1, 3));
  }
}
