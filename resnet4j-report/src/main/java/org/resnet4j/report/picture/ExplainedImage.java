package org.resnet4j.report.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.data.Image;
import org.resnet4j.report.language.Language;

/**
 * An image beside its heat map, under the class that was looked for, with a legend of the colours.
 *
 * @param image as the network sees it
 * @param map where the class is seen
 * @param className the class that was looked for
 * @param probability that the network gives to it
 */
public record ExplainedImage(Image image, GradCam map, String className, double probability) {
  private static final int SIDE = 336;
  private static final int GAP = 16;
  private static final int HEAD = 52;
  private static final int LEGEND = 44;
  private static final int BAR = 180;
  private static final int BAR_HEIGHT = 10;

  /** The picture; what it says besides the class is in this language. */
  public Picture picture(Language language) {
    var title = String.format(Locale.ROOT, "%s, %.1f %%", className, 100 * probability);
    int height = HEAD + SIDE + LEGEND;
    int width = 2 * SIDE + 3 * GAP;
    return new Picture(title, "", width, height, canvas -> draw(canvas, title, language));
  }

  private void draw(Graphics2D canvas, String title, Language language) {
    var theme = Theme.LIGHT;
    canvas.setPaint(Color.decode(theme.ground()));
    canvas.fillRect(0, 0, 2 * SIDE + 3 * GAP, HEAD + SIDE + LEGEND);
    canvas.setPaint(Color.decode(theme.ink()));
    canvas.setFont(Typeface.bold(16, title));
    canvas.drawString(title, GAP, 22);
    label(canvas, language.say("original"), GAP, HEAD - 8);
    label(canvas, language.say("where the network sees it"), 2 * GAP + SIDE, HEAD - 8);
    var original = new CaptionedImage(image, "").fitting(SIDE);
    canvas.drawImage(original, GAP, HEAD, null);
    var overlay = HeatOverlay.drawn(image, map, original.getWidth(), original.getHeight());
    canvas.drawImage(overlay, 2 * GAP + SIDE, HEAD, null);
    legend(canvas, language);
  }

  private static void label(Graphics2D canvas, String words, int x, int y) {
    canvas.setPaint(Color.decode(Theme.LIGHT.faint()));
    canvas.setFont(Typeface.plain(12, words));
    canvas.drawString(words, x, y);
  }

  private static void legend(Graphics2D canvas, Language language) {
    int x = 2 * GAP + SIDE;
    int y = HEAD + SIDE + 14;
    for (int i = 0; i < BAR; i++) {
      canvas.setPaint(HeatOverlay.onWhite(i / (BAR - 1.0)));
      canvas.fillRect(x + i, y, 1, BAR_HEIGHT);
    }
    label(canvas, language.say("little"), x, y + BAR_HEIGHT + 14);
    var much = language.say("much of the evidence");
    double width = Typeface.width(Typeface.plain(12, much), much);
    label(canvas, much, (int) Math.max(x + 60, x + BAR - width), y + BAR_HEIGHT + 14);
  }
}
