package org.resnet4j.data.image;

import java.util.List;
import java.util.Optional;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/** The training part of data that are for testing only. */
record NoImages(String name, List<String> classes) implements Dataset {
  @Override
  public int size() {
    return 0;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.empty();
  }

  @Override
  public int label(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public Image image(int index) {
    throw new IndexOutOfBoundsException(index);
  }
}
