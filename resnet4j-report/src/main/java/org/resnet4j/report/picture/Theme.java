package org.resnet4j.report.picture;

import java.util.List;

/**
 * The colours of a picture on light or dark ground. Lines take the palette of Okabe and Ito ("Color
 * Universal Design", 2008), which people of every colour vision can tell apart; its order and a few
 * tones differ by ground so that each stands out.
 *
 * @param series of the first, second, … line
 */
public record Theme(String ground, String ink, String faint, String grid, List<String> series) {

  /** On white paper. */
  public static final Theme LIGHT =
      new Theme(
          "#ffffff",
          "#1f2328",
          "#656d76",
          "#e4e7eb",
          List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"));

  /** On a dark screen. */
  public static final Theme DARK =
      new Theme(
          "#0f1318",
          "#e6edf3",
          "#9aa4af",
          "#262c34",
          List.of("#56B4E9", "#E69F00", "#2BBF93", "#E39BC3", "#F0E442", "#D55E00"));

  /** The colour of line {@code index}; after the last the first comes again. */
  public String series(int index) {
    return series.get(index % series.size());
  }
}
