package org.resnet4j.cli.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.resnet4j.analyze.LayerResponses;
import org.resnet4j.engine.Precision;
import org.resnet4j.lab.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The strength of each layer's response in one network. */
@Command(
    name = "responses",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measure the standard deviation of every layer's response (Figure 7).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j analyze responses resnet20 --weights model.safetensors --data mnist",
      "  resnet4j analyze responses resnet56 --weights resnet56.th --data cifar10"
    })
public final class AnalyzeResponsesCommand implements Callable<Integer> {
  @Mixin Subject subject;
  @Mixin Study study;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    var opened = subject.open(study.answer);
    try (var engine = study.engines.open(opened.network().layer(), Precision.FP32)) {
      var responses = LayerResponses.measure(engine, opened.network(), opened.batches().getFirst());
      var findings = Studies.responses(opened.name(), responses);
      return study.tell("responses", subject, opened, engine, findings, began);
    }
  }
}
