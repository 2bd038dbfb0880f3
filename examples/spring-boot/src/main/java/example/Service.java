package example;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that classifies pictures: {@code java … -jar spring-boot-1.jar --weights=FILE}. */
@SpringBootApplication
public class Service {
  public static void main(String[] words) {
    SpringApplication.run(Service.class, words);
  }

  /** One for all threads: it joins their calls into batches. */
  @Bean
  Classifier classifier(@Value("${weights}") Path weights) {
    var classifier = Classifier.open(weights);
    classifier.warmUp();
    return classifier;
  }
}
