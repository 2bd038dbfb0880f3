package org.resnet4j.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page says what the tables say, and hides no row in which somebody else is faster. */
class ComparedPageTest {
  private static final String SPEED =
      """
      date,processor,model,batch,mode,contender,version,imagesPerSecond,ratio,peakMiB
      2031-01-02,Xeon (avx512),resnet20,128,train,vector,Java,1000.00,1.000,400
      2031-01-02,Xeon (avx512),resnet20,128,train,eager+tcmalloc,torch 3.0 eager,500.00,2.000,900
      2031-01-02,Xeon (avx512),resnet50,1,predict,vector,Java,30.00,1.000,600
      2031-01-02,Xeon (avx512),resnet50,1,predict,onnx,onnxruntime 2.0 fp32,9.00,9.000,300
      2031-01-02,Xeon (avx512),resnet50,1,predict,onnx,onnxruntime 2.0 fp32,33.00,0.909,300
      2031-01-02,Xeon (avx512),resnet50,1,predict,vector:int8,Java,60.00,1.000,500
      2031-01-02,Xeon (avx512),resnet50,1,predict,openvino:int8,openvino 9,120.00,0.500,300
      2031-01-02,Xeon (avx2),resnet50,1,predict,vector,Java,20.00,1.000,600
      2031-01-02,Xeon (avx2),resnet50,1,predict,djl,DJL 1,10.00,2.000,700
      """;
  private static final String STARTS =
      """
      date,processor,model,batch,contender,version,seconds,processorSeconds,peakMiB,nowMiB
      2031-01-02,Xeon (avx512),resnet50,1,vector,Java,2.100,3.100,350,280
      """;
  private static final String SIZES =
      """
      date,what,version,packedMB,unpackedMB
      2031-01-02,vector,,3.5,8.0
      2031-01-02,torch (Python),3.0,,900.0
      """;

  @TempDir Path folder;
  private String page = "";

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(folder.resolve("speed.csv"), SPEED);
    Files.writeString(folder.resolve("start-up.csv"), STARTS);
    Files.writeString(folder.resolve("sizes.csv"), SIZES);
    var target = folder.resolve("page.md");
    ComparedPage.main(new String[] {folder.toString(), target.toString()});
    page = Files.readString(target);
  }

  @Test
  void everyWorkIsALineAndEveryContenderAColumn() {
    assertThat(page)
        .contains("| network, batch | resnet4j | PyTorch, tuned |\n| --- | ---: | ---: |")
        .contains("| resnet20, 128 | **1000.0** | 500.0 (2.00) |")
        .contains("| network, batch | resnet4j, int8 | OpenVINO, int8 |")
        .contains("| resnet50, 1 | **20.0** | 10.0 (2.00) |");
  }

  @Test
  void theLastMeasurementOfARowCounts() {
    assertThat(page)
        .contains("| resnet50, 1 | **30.0** | 33.0 (**0.91**) |")
        .doesNotContain("9.00");
  }

  @Test
  void whoIsFasterIsNamedTheFastestFirst() {
    assertThat(page)
        .contains(
            """
            - prediction resnet50, 1: OpenVINO, int8 is 2.00 times as fast as resnet4j.
            - prediction resnet50, 1: ONNX Runtime is 1.10 times as fast as resnet4j.
            """);
  }

  @Test
  void costsAndVersionsAreThere() {
    assertThat(page)
        .contains("| resnet4j, resnet50 | 2.100 | 3.100 | 350 | 280 |")
        .contains("| torch (Python) 3.0 |  | 900.0 |")
        .contains("The others are onnxruntime 2.0, openvino 9, torch 3.0,")
        .contains("Xeon (avx512), two cores, 2031-01-02.")
        .doesNotContain("{");
    assertThat(folder.resolve("speed-train.png")).isNotEmptyFile();
    assertThat(folder.resolve("speed-predict.svg")).isNotEmptyFile();
  }
}
