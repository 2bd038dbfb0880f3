package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/**
 * Grey as three equal planes, or colour as grey: {@link Image#withChannels}.
 *
 * @param channels of the result, 1 or 3
 */
public record ToChannels(int channels) implements Transform.OnImage {
  @Override
  public Image apply(Image image, Draws draws) {
    return image.withChannels(channels);
  }
}
