package org.resnet4j.report.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import org.resnet4j.lab.findings.Playground;
import org.resnet4j.lab.findings.Playground.Control;
import org.resnet4j.lab.findings.Playground.Step;
import org.resnet4j.lab.findings.ThreeDigits;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.page.Html;
import org.resnet4j.report.page.Page;

/**
 * A playground on a page: its controls as HTML, all that was measured as JSON, and the script that
 * draws what is chosen. The page stays one file and fetches nothing.
 */
final class PlaygroundPart {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private PlaygroundPart() {}

  /** Adds a playground whose words are in the page's language; a page has one at most. */
  static void add(Playground playground, Page page, Language language) {
    page.style(resource("playground.css"));
    var html = new StringBuilder("<section class=\"playground\">\n<form>\n");
    for (int c = 0; c < playground.controls().size(); c++) {
      control(playground.controls().get(c), c, playground.first().get(c), html);
    }
    html.append(
        """
        <label class="step"><span>%s</span>
        <input type="range" min="1" max="1" value="1" disabled><output>1</output></label>
        </form>
        <p class="said" aria-live="polite"></p>
        <p class="keys"><span class="key-chosen"></span> <span class="key-rival"></span></p>
        <div class="bars"></div>
        <details><summary>%s</summary><div class="scroll"><table class="data">
        <thead><tr><th scope="col">%s</th><th scope="col" class="number">%s</th></tr></thead>
        <tbody></tbody></table></div></details>
        <noscript><p class="note">%s</p></noscript>
        <script type="application/json">%s</script>
        </section>
        <script>
        %s</script>
        """
            .formatted(
                Html.text(playground.stepLabel()),
                said("In numbers", language),
                Html.text(playground.xLabel()),
                Html.text(playground.yLabel()),
                said("To choose, the browser must run the page's script.", language),
                json(playground).toString().replace("<", "\\u003c"),
                resource("playground.js")));
    page.add(html.toString());
  }

  private static void control(Control control, int number, int first, StringBuilder html) {
    html.append("<fieldset><legend>").append(Html.text(control.name())).append("</legend>");
    for (int o = 0; o < control.options().size(); o++) {
      html.append(
          "<label><input type=\"radio\" name=\"control%d\" value=\"%d\"%s><span>%s</span></label>"
              .formatted(
                  number, o, o == first ? " checked" : "", Html.text(control.options().get(o))));
    }
    html.append("</fieldset>\n");
  }

  private static String said(String english, Language language) {
    return Html.text(language.say(english));
  }

  private static ObjectNode json(Playground playground) {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("x", playground.xLabel()).put("y", playground.yLabel());
    var samples = root.putArray("samples");
    for (var sample : playground.samples()) {
      var node = samples.addObject();
      sample.chosen().forEach(node.putArray("at")::add);
      var steps = node.putArray("steps");
      sample.steps().forEach(step -> add(step, steps.addObject()));
    }
    return root;
  }

  private static void add(Step step, ObjectNode node) {
    var values = node.put("said", step.said()).putArray("values");
    for (double value : step.values()) {
      values.add(number(value));
    }
  }

  /** Three digits; what is too small for the arithmetic is 0, what is no number null. */
  private static JsonNode number(double value) {
    var nodes = JsonNodeFactory.instance;
    if (!Double.isFinite(value)) {
      return nodes.nullNode();
    }
    return value == ThreeDigits.UNDERFLOW
        ? nodes.numberNode(0)
        : nodes.numberNode(new BigDecimal(value).round(THREE_DIGITS).doubleValue());
  }

  private static String resource(String name) {
    try (var in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
