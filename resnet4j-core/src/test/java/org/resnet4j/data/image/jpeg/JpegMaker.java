package org.resnet4j.data.image.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import org.w3c.dom.Node;

/**
 * JPEGs that the JDK writes.
 *
 * @param height in pixels
 * @param width in pixels
 * @param sampling of each component, across and down in one byte, as a frame has it
 * @param quality 0 to 1
 * @param progressive whether in several scans
 * @param interval units between markers, or 0
 */
record JpegMaker(
    int height, int width, int[] sampling, float quality, boolean progressive, int interval) {

  /** {@return a picture of slopes and some noise} */
  byte[] of(Random random) throws IOException {
    int components = sampling.length;
    var type = components == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    var image = new BufferedImage(width, height, type);
    fill(image.getRaster(), random);
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      var how = how(writer);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata(writer, image, how)), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static void fill(WritableRaster raster, Random random) {
    int noise = 1 + random.nextInt(200);
    int slope = random.nextInt(9);
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        for (int c = 0; c < raster.getNumBands(); c++) {
          int value = slope * (c == 1 ? x : y) + random.nextInt(noise);
          raster.setSample(x, y, c, value / 256 % 2 == 0 ? value % 256 : 255 - value % 256);
        }
      }
    }
  }

  private ImageWriteParam how(ImageWriter writer) {
    var how = (JPEGImageWriteParam) writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(quality);
    how.setOptimizeHuffmanTables(width % 2 == 0);
    if (progressive) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    return how;
  }

  private IIOMetadata metadata(ImageWriter writer, BufferedImage image, ImageWriteParam how)
      throws IOException {
    var data = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), how);
    var root = (IIOMetadataNode) data.getAsTree("javax_imageio_jpeg_image_1.0");
    var components = root.getElementsByTagName("componentSpec");
    for (int c = 0; c < sampling.length; c++) {
      var one = (IIOMetadataNode) components.item(c);
      one.setAttribute("HsamplingFactor", "" + (sampling[c] >> 4));
      one.setAttribute("VsamplingFactor", "" + (sampling[c] & 15));
    }
    if (interval > 0) {
      var restarts = new IIOMetadataNode("dri");
      restarts.setAttribute("interval", "" + interval);
      Node sequence = root.getElementsByTagName("markerSequence").item(0);
      sequence.insertBefore(restarts, root.getElementsByTagName("sof").item(0));
    }
    data.setFromTree("javax_imageio_jpeg_image_1.0", root);
    return data;
  }
}
