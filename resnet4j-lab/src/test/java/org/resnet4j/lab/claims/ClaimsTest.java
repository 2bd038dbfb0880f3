package org.resnet4j.lab.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;

/** What claims say of what other experiments found. */
final class ClaimsTest {
  private static final String RESPONSES =
      "Residual networks have smaller responses than plain ones.";

  private static JsonNode gradients() {
    var node = JsonNodeFactory.instance.objectNode().put("seconds", 0.5).put("precision", "fp64");
    var step = node.putArray("steps").addObject().put("step", 0).put("loss", 2.3);
    var names = node.putArray("layers");
    for (int layer : IntStream.range(0, 56).toArray()) {
      names.add("layer" + layer);
      step.withArray("weights").add(1.0);
      step.withArray("activations").add(1.0);
    }
    var block = node.putArray("blocks").addObject().put("block", "layer1.0");
    block.put("gain", 1.1).put("branchGain", 0.5).put("alignment", 0.9);
    return node;
  }

  private static Judgement left(Verdict responses) {
    var experiment = Experiments.of("claims");
    var settings = experiment.defaults();
    var results = new HashMap<String, JsonNode>();
    experiment.parts(settings).forEach(part -> results.put(part.id(), gradients()));
    var found = JsonNodeFactory.instance.objectNode();
    found
        .putArray("judgements")
        .addObject()
        .put("sentence", RESPONSES)
        .put("verdict", responses.name())
        .put("evidence", "ResNet 0.608, plain 0.466");
    results.put("findings/layer-responses", found);
    return experiment.findings(settings, results).judgements().stream()
        .filter(one -> one.sentence().contains("left over"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsLeftOverIsOnlySaidToBeCloserToZeroWhereItIs() {
    assertThat(left(Verdict.HOLDS).verdict()).isEqualTo(Verdict.HOLDS_IF);
    assertThat(left(Verdict.HOLDS).evidence()).startsWith("closer to zero than plain ones, not");
    assertThat(left(Verdict.DOES_NOT).verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(left(Verdict.DOES_NOT).evidence()).startsWith("no closer to zero than plain ones");
    assertThat(left(Verdict.NOT_MEASURED).verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }
}
