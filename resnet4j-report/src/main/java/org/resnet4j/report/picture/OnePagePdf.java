package org.resnet4j.report.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** A picture as a PDF of one page of its size: PDF 1.4 with one image, 2 pixels to a unit. */
public final class OnePagePdf {
  private static final double SCALE = 2;

  private OnePagePdf() {}

  /**
   * The file.
   *
   * @throws DrawingException if this machine lacks what Java draws letters with
   */
  public static byte[] of(Picture picture) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(picture.png(SCALE)));
      var pixels = new ByteArrayOutputStream();
      try (var deflated = new DeflaterOutputStream(pixels)) {
        for (int y = 0; y < image.getHeight(); y++) {
          for (int x = 0; x < image.getWidth(); x++) {
            int rgb = image.getRGB(x, y);
            deflated.write(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb});
          }
        }
      }
      var size = String.format(Locale.ROOT, "%d %d", picture.width(), picture.height());
      var show =
          String.format(
              Locale.ROOT, "q %d 0 0 %d 0 0 cm /I Do Q", picture.width(), picture.height());
      var pdf = new Objects();
      pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
      pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
      pdf.add(
          String.format(
                  Locale.ROOT,
                  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents 4 0 R",
                  size)
              + " /Resources << /XObject << /I 5 0 R >> >> >>");
      pdf.stream("", show.getBytes(StandardCharsets.US_ASCII));
      pdf.stream(
          String.format(
                  Locale.ROOT,
                  "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB",
                  image.getWidth(),
                  image.getHeight())
              + " /BitsPerComponent 8 /Filter /FlateDecode",
          pixels.toByteArray());
      return pdf.file();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a file, numbered from 1, and where they begin. */
  private static final class Objects {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ArrayList<Integer> places = new ArrayList<>();

    Objects() {
      print("%PDF-1.4\n");
    }

    void add(String words) {
      begin();
      print(words + "\nendobj\n");
    }

    void stream(String words, byte[] bytes) {
      begin();
      print(String.format(Locale.ROOT, "<< %s /Length %d >>\nstream\n", words, bytes.length));
      out.writeBytes(bytes);
      print("\nendstream\nendobj\n");
    }

    byte[] file() {
      int table = out.size();
      print(String.format(Locale.ROOT, "xref\n0 %d\n0000000000 65535 f \n", places.size() + 1));
      places.forEach(place -> print(String.format(Locale.ROOT, "%010d 00000 n \n", place)));
      print(
          String.format(
              Locale.ROOT,
              "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n",
              places.size() + 1,
              table));
      return out.toByteArray();
    }

    private void begin() {
      places.add(out.size());
      print(places.size() + " 0 obj\n");
    }

    private void print(String words) {
      out.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
