package org.resnet4j.train.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.recipe.TestRecipes;

final class PreprocessingTest {
  private static final Image PICTURE = new Image(1, 2, 2, new byte[] {0, 50, 100, (byte) 200});

  private static MemoryDataset dataset() {
    byte[] pixels = {0, 50, 100, (byte) 200, 9, 8, 7, 6};
    return new MemoryDataset(
        "two", List.of("left", "right"), new ImageShape(1, 2, 2), pixels, new int[] {0, 1});
  }

  @Test
  void whatAFileSaysOfItsReadingGivesTheSameNumbersAsTheDataDid() {
    var data = TestRecipes.small().data();
    var pipeline = Pipelines.testing(data, dataset());
    var reading = Preprocessing.of(data, dataset(), pipeline).orElseThrow();
    var read = Preprocessing.in(reading.metadata()).orElseThrow();
    assertThat(read).isEqualTo(reading);
    assertThat(read.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(read.classes()).containsExactly("left", "right");
    var draws = Draws.of(0, 0, 0);
    assertThat(read.pipeline().numbers(PICTURE, draws)).isEqualTo(pipeline.numbers(PICTURE, draws));
  }

  @Test
  void aMeanImageIsTooMuchToSay() {
    var data = Recipes.of("paper-cifar10").data();
    assertThat(Preprocessing.of(data, dataset(), Pipelines.testing(data, dataset()))).isEmpty();
  }

  @Test
  void aReadingThatFitsNoInputIsNamed() {
    var text =
        Map.of(
            "resnet4j.reading",
            "{\"input\":[3,2],\"steps\":[],\"mean\":[0.5],\"deviation\":[1],\"classes\":[\"a\"]}");
    assertThatThrownBy(() -> Preprocessing.in(text))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("(C, H, W)");
    assertThat(Preprocessing.in(Map.of())).isEmpty();
  }

  @Test
  void greyImagesShownInColourAreNormalisedInEachChannel() {
    var data = TestRecipes.small().with(r -> r.augmentation("channels 3")).data();
    var pipeline = Pipelines.training(data, dataset());
    assertThat(pipeline.numbers(PICTURE, Draws.of(0, 0, 0))).hasSize(12);
  }
}
