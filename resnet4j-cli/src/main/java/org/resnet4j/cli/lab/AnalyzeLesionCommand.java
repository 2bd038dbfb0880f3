package org.resnet4j.cli.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.resnet4j.analyze.Lesion;
import org.resnet4j.cli.options.Range;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.Tally;
import org.resnet4j.lab.Studies;
import org.resnet4j.weights.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The accuracy of one network without single blocks. */
@Command(
    name = "lesion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Test a network with single blocks removed or exchanged (Veit et al. 2016).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j analyze lesion resnet20 --weights model.safetensors --data mnist",
      "  resnet4j analyze lesion plain20 \\",
      "      --weights plain.safetensors --data mnist --swaps 1,2,4"
    })
public final class AnalyzeLesionCommand implements Callable<Integer> {
  @Mixin Subject subject;

  @Option(
      names = "--swaps",
      split = ",",
      paramLabel = "N",
      description = "Numbers of pairs of blocks to exchange within their stages (default: 1,2,4).")
  @Range(from = 1, to = 1000)
  int[] swaps = {1, 2, 4};

  @Mixin Study study;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    var opened = subject.open(study.answer);
    try (var engine = study.engines.open(opened.network().layer(), Precision.FP32)) {
      double whole = accuracy(engine, opened.network(), opened);
      Map<String, Double> removed = new LinkedHashMap<>();
      Lesion.eachRemoved(opened.network(), opened.input())
          .forEach(one -> removed.put(one.what(), accuracy(engine, one.network(), opened)));
      Map<String, Double> reordered = new LinkedHashMap<>();
      variants(opened)
          .forEach(one -> reordered.put(one.what(), accuracy(engine, one.network(), opened)));
      var findings = Studies.lesion(opened.name(), whole, removed, reordered);
      return study.tell("lesion", subject, opened, engine, findings, began);
    }
  }

  private Stream<Lesion.Variant> variants(Subject.Opened opened) {
    var variants = new ArrayList<Lesion.Variant>();
    for (int pairs : swaps) {
      variants.add(
          new Lesion.Variant(
              pairs + (pairs == 1 ? " exchange" : " exchanges"),
              Lesion.reordered(opened.network(), opened.input(), pairs, subject.seed)));
    }
    return variants.stream();
  }

  private static double accuracy(Engine engine, Network network, Subject.Opened opened) {
    var tally = new Tally(opened.classes());
    try (var predictor = engine.prediction(network)) {
      opened.batches().forEach(batch -> Evaluator.add(tally, predictor, batch));
    }
    return tally.evaluation().accuracy();
  }
}
