package example;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Hints;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.fetch.Progress;
import org.resnet4j.weights.format.WeightFile;
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

  @Bean
  TrainedNetwork trained(@Value("${weights}") Path weights) {
    try (var file = WeightFile.open(weights)) {
      return TrainedNetwork.of(file, Hints.NONE, Datasets.standard(Progress.SILENT)::open);
    }
  }

  @Bean
  Engine engine(TrainedNetwork trained) {
    return Engines.open("auto", EngineOptions.cpu(), trained.network().layer());
  }

  /** A classifier is for one thread at a time: as many as there are cores. */
  @Bean
  BlockingQueue<Classifier> classifiers(TrainedNetwork trained, Engine engine) {
    int cores = Runtime.getRuntime().availableProcessors();
    var all = new ArrayBlockingQueue<Classifier>(cores);
    for (int i = 0; i < cores; i++) {
      all.add(Classifier.of(trained, engine));
    }
    return all;
  }
}
