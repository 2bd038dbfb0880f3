package org.resnet4j.report.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;

/** Images in rows, each with its caption: a contact sheet, or images that were misread. */
public final class ImageSheet {
  private static final int SIDE = 96;
  private static final int GAP = 10;
  private static final int CAPTION = 18;
  private static final int TEXT = 11;

  private ImageSheet() {}

  /**
   * The sheet as a picture.
   *
   * @param title for readers who cannot see it
   * @param images at least one
   * @param columns images in a row, at least one
   */
  public static Picture of(String title, List<CaptionedImage> images, int columns, Theme theme) {
    int across = Math.min(columns, images.size());
    int rows = Math.ceilDiv(images.size(), across);
    var captions = String.join(", ", images.stream().map(CaptionedImage::caption).toList());
    return new Picture(
        title,
        captions,
        across * (SIDE + GAP) + GAP,
        rows * (SIDE + CAPTION + GAP) + GAP,
        canvas -> draw(canvas, images, across, rows, theme));
  }

  private static void draw(
      Graphics2D canvas, List<CaptionedImage> images, int columns, int rows, Theme theme) {
    canvas.setPaint(Color.decode(theme.ground()));
    canvas.fillRect(0, 0, columns * (SIDE + GAP) + GAP, rows * (SIDE + CAPTION + GAP) + GAP);
    for (int i = 0; i < images.size(); i++) {
      int left = GAP + i % columns * (SIDE + GAP);
      int top = GAP + i / columns * (SIDE + CAPTION + GAP);
      var drawn = images.get(i).fitting(SIDE);
      canvas.drawImage(
          drawn, left + (SIDE - drawn.getWidth()) / 2, top + SIDE - drawn.getHeight(), null);
      caption(
          canvas,
          images.get(i).caption(),
          left + SIDE / 2,
          top + SIDE + CAPTION - 4,
          Color.decode(theme.ink()));
    }
  }

  /** Centred, and cut where it would run into the next. */
  private static void caption(Graphics2D canvas, String words, int middle, int y, Color ink) {
    var font = Typeface.plain(TEXT, words + "…");
    var line = words;
    while (line.length() > 1 && Typeface.width(font, line) > SIDE + GAP - 2) {
      line = line.substring(0, line.length() - (line.endsWith("…") ? 2 : 1)) + "…";
    }
    canvas.setFont(font);
    canvas.setPaint(ink);
    canvas.drawString(line, (float) (middle - Typeface.width(font, line) / 2), y);
  }
}
