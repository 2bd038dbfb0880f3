package org.resnet4j.serve.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.serve.insight.Explanation;
import org.resnet4j.serve.insight.Insights;
import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Reply;

/** A picture as the whole body, and why the network says what it says. */
final class ExplainRoute {
  static final List<String> QUERIES = List.of("class", "without", "top", "exif");
  static final List<String> QUERIES_AND_MODEL = List.of("model", "class", "without", "top", "exif");
  private static final int MOST_CLASSES = 1000;
  private final Inference inference;
  private final BodyReader bodies;
  private final Optional<Insights> insights;

  ExplainRoute(Inference inference, BodyReader bodies, Optional<Insights> insights) {
    this.inference = inference;
    this.bodies = bodies;
    this.insights = insights;
  }

  /** Whether it is open. */
  boolean open() {
    return insights.isPresent();
  }

  /** Refuses where it is not. */
  void requireOpen() {
    if (!open()) {
      throw new Refusal(404, "this server does not explain its answers");
    }
  }

  Reply answer(Asked asked, Loan loan) {
    var known = insights.orElseThrow();
    var model = loan.model();
    int top = asked.number("top", 5, MOST_CLASSES);
    var wanted = wanted(asked);
    return asked.body(
        bodies,
        body -> {
          if (body.length == 0) {
            throw Refusal.wrong("the body is empty; it is to be a picture");
          }
          long began = System.nanoTime();
          var explained =
              inference.picture(
                  loan,
                  body,
                  asked.flag("exif"),
                  image -> known.of(model, image, wanted, asked.query("without")));
          var fields = fields(model, explained, top);
          fields.put("blocks", explained.blocks());
          fields.put("milliseconds", (System.nanoTime() - began) / 10_000 / 100.0);
          return Reply.json(fields);
        });
  }

  /** The index of a class. */
  private static OptionalInt wanted(Asked asked) {
    var text = asked.query("class");
    if (text.isPresent() && !text.get().matches("\\d{1,6}")) {
      throw Refusal.wrong("'class' is the index of a class, a number from 0");
    }
    return text.map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Map<String, Object> fields(ServedModel model, Explanation explained, int top) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("model", model.name());
    fields.put("version", model.version());
    fields.put("predictions", PredictRoute.fields(explained.whole().top(top)));
    fields.put("class", PredictRoute.fields(explained.looked()));
    fields.put("node", explained.node());
    fields.put("heat", heat(explained.heat()));
    var png = Base64.getEncoder().encodeToString(Png.of(explained.shown()));
    fields.put("seen", "data:image/png;base64," + png);
    explained
        .lacking()
        .ifPresent(
            seen -> {
              var less = new LinkedHashMap<String, Object>();
              less.put("block", explained.without().orElseThrow());
              less.put("predictions", PredictRoute.fields(seen.top(top)));
              fields.put("without", less);
            });
    return fields;
  }

  private static Map<String, Object> heat(GradCam map) {
    var values = new ArrayList<Double>();
    for (float value : map.heat()) {
      values.add(Math.round(value * 1000) / 1000.0);
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("height", map.height());
    fields.put("width", map.width());
    fields.put("values", values);
    return fields;
  }
}
