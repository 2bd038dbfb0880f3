package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;

class ContactSheetTest {
  @TempDir Path folder;

  @Test
  void imagesLieInRowsEnlarged() {
    Image dark = Image.black(1, 32, 32);
    Image red = Image.black(3, 32, 32);
    red.pixels()[0] = (byte) 255;
    Path png = folder.resolve("sheet.png");
    ContactSheet.write(png, List.of(dark, red, dark), 2);
    Image sheet = ImageDecoders.best().read(png);
    assertThat(sheet.width()).isEqualTo(2 * (96 + 4) + 4);
    assertThat(sheet.height()).isEqualTo(2 * (96 + 4) + 4);
    assertThat(sheet.at(0, 4, 104)).isEqualTo(255);
    assertThat(sheet.at(1, 4, 104)).isZero();
    assertThat(sheet.at(0, 4, 107)).isZero();
    assertThat(sheet.at(0, 150, 150)).isEqualTo(0xf4);
  }

  @Test
  void aBatchIsStretchedFromItsLeastToItsGreatestNumber() {
    float[] x = {-2, 0, 2, 1};
    Path png = folder.resolve("sheet.png");
    ContactSheet.write(
        png, new Batch(x, new ImageShape(1, 2, 2), new Targets.Labels(new int[1])), 1);
    Image sheet = ImageDecoders.best().read(png);
    assertThat(sheet.at(0, 4, 4)).isZero();
    assertThat(sheet.at(0, 4, 4 + 48)).isEqualTo(128);
    assertThat(sheet.at(0, 4 + 48, 4)).isEqualTo(255);
  }

  @Test
  void anEmptySheetIsRefused() {
    assertThatThrownBy(() -> ContactSheet.write(folder.resolve("x.png"), List.of(), 3))
        .isInstanceOf(DataException.class);
  }
}
