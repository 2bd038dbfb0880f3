package org.resnet4j.serve.http;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import org.resnet4j.classify.Guess;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.protocol.Reply;

/** A picture as the whole body, for people with curl and for the page. */
final class PredictRoute {
  static final List<String> QUERIES = List.of("top", "seen", "exif");
  static final List<String> QUERIES_AND_MODEL = List.of("model", "top", "seen", "exif");
  private static final int MOST_CLASSES = 1000;
  private final Inference inference;
  private final BodyReader bodies;

  PredictRoute(Inference inference, BodyReader bodies) {
    this.inference = inference;
    this.bodies = bodies;
  }

  Reply answer(Asked asked, Loan loan) {
    int top = asked.number("top", 5, MOST_CLASSES);
    return asked.body(bodies, body -> answer(asked, loan, body, top));
  }

  private Reply answer(Asked asked, Loan loan, byte[] body, int top) {
    if (body.length == 0) {
      throw Refusal.wrong("the body is empty; it is to be a picture");
    }
    long began = System.nanoTime();
    var model = loan.model();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("model", model.name());
    fields.put("version", model.version());
    inference.picture(
        loan,
        body,
        asked.flag("exif"),
        image -> {
          var classifier = model.classifier().within(inference.deadline());
          var guesses = classifier.classify(image).top(top);
          fields.put("predictions", fields(guesses));
          fields.put("milliseconds", (System.nanoTime() - began) / 10_000 / 100.0);
          if (asked.flag("seen")) {
            var png = Base64.getEncoder().encodeToString(Png.of(classifier.shown(image)));
            fields.put("seen", "data:image/png;base64," + png);
          }
          return List.of();
        });
    return Reply.json(fields);
  }

  static List<Object> fields(List<Guess> guesses) {
    return guesses.stream().map(PredictRoute::fields).toList();
  }

  static Object fields(Guess guess) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", guess.name());
    fields.put("probability", guess.probability());
    fields.put("index", guess.index());
    return fields;
  }
}
