package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.cli.terminal.Lines;

/** What commands print for a Korean reader: no English word but names, within 80 columns. */
final class KoreanTerminalTest {
  @TempDir static Path folder;

  @BeforeEach
  void aTerminal() {
    System.setProperty("resnet4j.columns", "80");
  }

  @AfterEach
  void none() {
    System.clearProperty("resnet4j.columns");
  }

  /** After the bar: words that are names there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          datasets preview mnist-sample -o FOLDER/seen.png              |
          train --model lenet5 --data mnist-sample --epochs 1 -o FOLDER/run |
          train --resume FOLDER/run                                     |
          evaluate --weights mnist --data mnist-sample                  |
          evaluate --weights FOLDER/run/model.safetensors               |
          predict FOLDER/seen.png                                       |
          explain FOLDER/seen.png -o FOLDER/why.png                     |
          export mnist --format pth -o FOLDER/net.pth                   |
          init lenet5 -o FOLDER/init.safetensors                        |
          doctor                                                        | java heap flags processor precision threads gpu pictures cache allocator torch doctor libtorch onnx tcmalloc
          models                                                        | highway plain resnet lenet alexnet googlenet
          recipes                                                       | folder modern mixup alexnet vgg googlenet highway
          recipes paper-cifar10                                         | flip
          recipes modern                                                | mixup modern imagenet flip
          datasets list                                                 | datasets fetch
          describe resnet20 --input 1x28x28                             | relu avgpool flatten
          describe resnet20 --input 1x28x28 --plan                      | relu stem gather product avgpool flatten
          describe resnet20 --input 1x28x28 --plan --training           | relu stem gather product avgpool flatten weight bias
          describe lenet5_1998                                          | relu flatten output
          describe googlenet                                            | relu googlenet avgpool dropout flatten
          describe alexnet                                              | relu alexnet avgpool flatten
          describe resnet20 --help                                      | describe small models export paper
          experiment gradient-flow --data mnist-sample --depths 8 --steps 1 -o FOLDER/flow |
          experiment degradation --data mnist-sample --depths 8 --epochs 1 -o FOLDER/deep |
          analyze gradients resnet8 --data mnist-sample --images 8 -o FOLDER/gradients |
          experiment --list                                             | shortcuts complexity claims ancestors
          """)
  void aCommandIsKorean(String command, String names) {
    var words = new ArrayList<>(List.of(command.replace("FOLDER", folder.toString()).split(" ")));
    words.addAll(List.of("--lang", "ko"));
    var ran = Ran.command(words.toArray(String[]::new)).done();
    var said = ran.err() + ran.out();
    if (!command.startsWith("predict")) { // whose answer is names and numbers
      assertThat(said).containsPattern("[가-힣]");
    }
    var english = new ArrayList<>(KoreanReader.english(said.replace(folder.toString(), "")));
    english.removeAll(Arrays.asList(names == null ? new String[0] : names.split(" ")));
    assertThat(english).as(said).isEmpty();
    assertThat(said.lines()).allMatch(line -> !line.contains(" ") || Lines.columns(line) <= 80);
  }
}
