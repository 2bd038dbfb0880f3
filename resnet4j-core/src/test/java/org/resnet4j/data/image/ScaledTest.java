package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.RandomCrop;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ScaleJitter;
import org.resnet4j.data.pixels.Crops;

/** A crop of a resized picture costs the crop, and has the resized picture's bytes. */
final class ScaledTest {
  private static final long FEW_BYTES = 16 << 20;

  @Property(tries = 300)
  void aPartIsThatOfTheWhole(
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 70) int toHeight,
      @ForAll @IntRange(min = 1, max = 70) int toWidth,
      @ForAll Interpolation how,
      @ForAll Random random) {
    var scaled = new Scaled(noise(3, height, width, random), toHeight, toWidth, how);
    int h = 1 + random.nextInt(toHeight);
    int w = 1 + random.nextInt(toWidth);
    int top = random.nextInt(toHeight - h + 1);
    int left = random.nextInt(toWidth - w + 1);
    var whole = scaled.whole();
    assertThat(whole.height()).isEqualTo(toHeight);
    assertThat(whole.width()).isEqualTo(toWidth);
    assertThat(scaled.part(new Window(top, left, h, w)))
        .isEqualTo(Crops.crop(whole, top, left, h, w));
  }

  @Property(tries = 200)
  void aPipelineCropsWhileItResizesToTheSameBytes(
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 40) int crop,
      @ForAll Random random) {
    var picture = noise(1, height, width, random);
    var scaling = new ScaleJitter(10, 40);
    var cropping = new RandomCrop(crop);
    var draws = Draws.of(1, 2, 3);
    var apart = cropping.apply(scaling.apply(picture, draws), draws);
    var together = Pipeline.of(scaling, cropping).onImage(picture, Draws.of(1, 2, 3));
    assertThat(together).isEqualTo(apart);
    assertThat(ResizeTo.covering(crop, crop).apply(picture, draws))
        .isEqualTo(Pipeline.of(new Resize(crop), new CentreCrop(crop)).onImage(picture, draws));
  }

  @ParameterizedTest
  @CsvSource({"1, 6000", "6000, 1", "1, 40000", "40000, 1", "3, 65000", "65000, 3"})
  void aSliverOfAPictureAsksForLittleMemory(int height, int width) {
    var sliver = noise(3, height, width, new Random(1));
    var pipeline = Pipeline.of(new Resize(256), new CentreCrop(224));
    var training = Pipeline.of(new ScaleJitter(256, 480), new RandomCrop(224));
    long before = allocated();
    assertThat(pipeline.onImage(sliver, Draws.of(0, 0, 0)).shape().toString())
        .isEqualTo("3x224x224");
    assertThat(training.onImage(sliver, Draws.of(0, 0, 0)).shape().toString())
        .isEqualTo("3x224x224");
    assertThat(ResizeTo.covering(28, 20).apply(sliver, Draws.of(0, 0, 0)).shape().toString())
        .isEqualTo("3x28x20");
    assertThat(allocated() - before).isLessThan(FEW_BYTES);
  }

  @Test
  void aPictureThatWouldBeTooLargeIsRefusedInOneSentence() {
    var sliver = Image.black(3, 1, 40000);
    assertThatThrownBy(() -> new Resize(256).apply(sliver, Draws.of(0, 0, 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("40000 x 1")
        .hasMessageContaining("10240000 x 256");
    assertThatThrownBy(() -> new Resize(1_000_000).apply(sliver, Draws.of(0, 0, 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("40000000000 pixels");
  }

  @Test
  void anImageOfTheRightSizeStaysAsItIs() {
    var image = noise(1, 28, 20, new Random(2));
    assertThat(ResizeTo.covering(28, 20).apply(image, Draws.of(0, 0, 0))).isSameAs(image);
  }

  private static Image noise(int channels, int height, int width, Random random) {
    var pixels = new byte[channels * height * width];
    random.nextBytes(pixels);
    return new Image(channels, height, width, pixels);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
