package org.resnet4j.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Split;

/**
 * A small sample of MNIST inside the library: of each digit the first 100 training images and the
 * first 50 test images. MNIST is by Y. LeCun, C. Cortes and C. J. C. Burges, under CC BY-SA 3.0.
 */
final class Samples {
  static final String MNIST = "mnist-sample";

  static final DatasetCard CARD = DatasetCard.digits("MNIST's sample", MNIST, Optional.empty());

  private Samples() {}

  static Split mnist() {
    return new Format.Idx().read(MNIST, ClassNames.DIGITS, new Resources("mnist-sample/"));
  }

  private record Resources(String folder) implements Format.FileReader {
    @Override
    public byte[] read(String name) {
      try (InputStream in = Samples.class.getResourceAsStream(where(name))) {
        if (in == null) {
          throw new DataException("the library is incomplete; it has no resource " + where(name));
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new DataException("the resource %s cannot be read".formatted(where(name)), e);
      }
    }

    @Override
    public String where(String name) {
      return folder + name + ".gz";
    }
  }
}
