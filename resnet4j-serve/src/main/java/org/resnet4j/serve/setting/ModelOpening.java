package org.resnet4j.serve.setting;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.ClassifierMeters;

/** How weights become a classifier. */
@FunctionalInterface
public interface ModelOpening {
  /** Opens weights; the classifier is told who wants its counts. */
  Classifier open(Path weights, ClassifierMeters meters);
}
