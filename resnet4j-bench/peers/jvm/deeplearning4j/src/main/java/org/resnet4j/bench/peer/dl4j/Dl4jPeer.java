package org.resnet4j.bench.peer.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.model.ResNet50;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.resnet4j.bench.turns.Turns;

/** Deeplearning4j's own ResNet-50: {@code Dl4jPeer resnet50 BATCH train|predict}. */
public final class Dl4jPeer {
  private Dl4jPeer() {}

  public static void main(String[] args) {
    if (!args[0].equals("resnet50")) {
      throw new IllegalArgumentException("Deeplearning4j's zoo has no " + args[0]);
    }
    int batch = Integer.parseInt(args[1]);
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    ComputationGraph net =
        ResNet50.builder()
            .numClasses(1000)
            .seed(0)
            .inputShape(new int[] {3, 224, 224})
            .updater(new Nesterovs(0.01, 0.9))
            .build()
            .init();
    var images = Nd4j.rand(DataType.FLOAT, batch, 3, 224, 224);
    var labels = Nd4j.zeros(DataType.FLOAT, batch, 1000);
    for (int i = 0; i < batch; i++) {
      labels.putScalar(i, i % 1000, 1);
    }
    var data = new DataSet(images, labels);
    boolean training = args[2].equals("train");
    Turns.take(
        "Deeplearning4j 1.0.0-M2.1; " + net.numParams() + " parameters",
        2,
        () -> {
          if (training) {
            net.fit(data);
          } else {
            net.outputSingle(images).data().asFloat();
          }
        });
  }
}
