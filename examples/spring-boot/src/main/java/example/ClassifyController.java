package example;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Guess;
import org.resnet4j.data.image.ImageDecoders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /classify}: a picture in, the likeliest classes out. */
@RestController
class ClassifyController {
  private final BlockingQueue<Classifier> classifiers;

  ClassifyController(BlockingQueue<Classifier> classifiers) {
    this.classifiers = classifiers;
  }

  @PostMapping("/classify")
  List<Guess> classify(@RequestBody byte[] picture) throws InterruptedException {
    var decoded = ImageDecoders.best().decode("the picture", picture);
    var classifier = classifiers.take();
    try {
      return classifier.classify(decoded, 3);
    } finally {
      classifiers.add(classifier);
    }
  }
}
