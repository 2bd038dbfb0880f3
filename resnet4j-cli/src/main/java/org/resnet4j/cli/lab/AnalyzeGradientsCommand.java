package org.resnet4j.cli.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.resnet4j.analyze.BlockGain;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.lab.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The gradient at every layer of one network. */
@Command(
    name = "gradients",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measure the gradient at every layer and through every block.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j analyze gradients plain56 --data mnist-sample",
      "  resnet4j analyze gradients resnet20 \\",
      "      --weights model.safetensors --data cifar10 --json"
    })
public final class AnalyzeGradientsCommand implements Callable<Integer> {
  @Mixin Subject subject;
  @Mixin Study study;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    var opened = subject.open(study.answer);
    var layer = opened.network().layer();
    var batch = opened.batches().getFirst();
    var options = TrainingOptions.sgd(opened.input(), batch.size());
    try (var engine = study.engines.open(layer, Precision.FP32);
        var flowStep = engine.training(opened.network(), options);
        var gainStep = engine.training(opened.network(), options)) {
      var flow = GradientFlow.measure(layer, flowStep, batch, GradientFlow.enlarged(subject.seed));
      var gains = BlockGain.measure(layer, opened.input(), gainStep, batch, subject.seed);
      var findings =
          Studies.gradients(
              opened.name(), flow, gains, study.engines.precision() == Precision.FP64);
      return study.tell("gradients", subject, opened, engine, findings, began);
    }
  }
}
