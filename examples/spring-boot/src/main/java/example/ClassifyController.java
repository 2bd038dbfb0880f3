package example;

import java.util.List;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Guess;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /classify}: a picture in, the likeliest classes out. */
@RestController
class ClassifyController {
  private final Classifier classifier;

  ClassifyController(Classifier classifier) {
    this.classifier = classifier;
  }

  @PostMapping("/classify")
  List<Guess> classify(@RequestBody byte[] picture) {
    return classifier.classify(picture).top(3);
  }
}
